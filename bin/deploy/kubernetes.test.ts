import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { intakeKind, messageClass } from "#domain/jobs";
import { describeSettings } from "#platform/describe-settings";
import { metrics } from "#platform/telemetry/metrics/registry";
import { ROOT } from "../root.ts";
import { ownServices, readCompose } from "./compose.ts";
import { readImage } from "./image.ts";
import { type Manifest, readManifests, readWorkloads } from "./manifests.ts";
import { problemsOf } from "./schema-check.ts";
import { WEB_STOPS_IN, workerStopsIn } from "./stop-times.ts";
import { readWorkerClasses } from "./units.ts";

const manifests = readManifests();

test.each(manifests.map((it) => [`${it.path}: ${it.kind}`, it] as const))(
  "%s keeps to its schema",
  async (_, manifest) => {
    expect(await problemsOf(manifest)).toEqual([]);
  },
);

test.each([
  ["a wrong type", { replicas: "2" }],
  ["an unknown field", { replica: 2 }],
  ["an unknown field deep inside", { strategy: { rollingUpdate: { maxSurges: 1 } } }],
])("%s is noticed", async (_, wrong) => {
  const web = manifests.find(({ kind }) => kind === "Deployment");
  const body = { ...web?.body, spec: { ...(web?.body.spec as object), ...wrong } };
  expect(await problemsOf({ ...(web as Manifest), body })).toHaveLength(1);
});

const workloads = readWorkloads();
const envOf = (name: string, variable: string) =>
  workloads.find((it) => it.name === name)?.container.env.find((it) => it.name === variable)?.value;

test("each queue is served by one workload, in the same classes as with systemd", () => {
  const classes = Object.entries(readWorkerClasses());
  expect(classes.map(([name]) => envOf(`worker-${name}`, "WORKER_QUEUES"))).toEqual(
    classes.map(([, { WORKER_QUEUES }]) => WORKER_QUEUES),
  );
  expect(classes).toHaveLength(workloads.filter(({ name }) => name.startsWith("worker")).length);
});

test("the workloads start what Compose starts, on the ports of the image", () => {
  const services = ownServices();
  const image = readImage();
  const ports = {
    web: Number(image.env.PORT),
    worker: Number(image.env.WORKER_PORT),
    migrate: 0,
    alerts: alertsPort(),
  };
  for (const { name, container } of workloads) {
    const service = name.startsWith("worker") ? "worker" : (name as "web" | "migrate" | "alerts"); // the others
    expect(container.command).toEqual(services[service].command);
    expect(container.readinessProbe?.exec.command).toEqual(
      service === "migrate" ? undefined : services[service].healthcheck.test.slice(1),
    );
    for (const { containerPort } of container.ports) expect(containerPort).toBe(ports[service]);
  }
});

test("Alertmanager finds the alert forwarder in Compose and in the cluster, which listens where it is asked", () => {
  const address = new URL(/url: (http:\S+)/.exec(readFileSync(join(ROOT, ALERTMANAGER), "utf8"))?.[1] ?? "");
  expect([address.hostname, Number(address.port), address.pathname]).toEqual(["alerts", alertsPort(), "/alerts"]);
  expect(ownServices().alerts.environment.ALERTS_HOST).toBe("0.0.0.0");
  expect(envOf("alerts", "ALERTS_HOST")).toBe("0.0.0.0");
  const service = manifests.find(({ kind, body }) => kind === "Service" && nameOf(body) === "alerts");
  expect(service?.body.spec).toMatchObject({ ports: [{ port: alertsPort() }] });
  expect(Object.keys(readCompose())).toContain("alertmanager");
  expect(readFileSync(join(ROOT, "deploy/compose/prometheus.yaml"), "utf8")).toContain("names: [alertmanager]");
});

const ALERTMANAGER = "deploy/observability/alertmanager/alertmanager.yml";

function alertsPort(): number {
  return Number(describeSettings().find(({ name }) => name === "ALERTS_PORT")?.default);
}

function nameOf(body: Record<string, unknown>): string {
  return (body.metadata as { name: string }).name;
}

test("a pod is given the time that its process needs to stop", () => {
  for (const { name, graceSeconds = 0 } of workloads) {
    if (name === "web")
      expect(graceSeconds).toBeGreaterThanOrEqual(Number(envOf(name, "DRAIN_SECONDS")) + WEB_STOPS_IN);
    if (name.startsWith("worker")) expect(graceSeconds).toBeGreaterThan(workerStopsIn());
  }
});

test("workers scale on metrics that there are, by labels that they have", () => {
  const queries = manifests
    .filter(({ kind }) => kind === "ScaledObject")
    .flatMap(({ body }) => JSON.stringify(body).match(/max\(.*?\)/g) ?? []);
  expect(queries.length).toBeGreaterThan(3);
  const values = new Set([...messageClass.options, ...intakeKind.options] as string[]);
  for (const query of queries) {
    const [, name = "", label = "", pattern = ""] = /^max\((\w+)\{(\w+)=~?\\"([^"]*)\\"\}\)$/.exec(query) ?? [];
    expect(metrics).toHaveProperty(name);
    expect(metrics[name as keyof typeof metrics].labels).toContain(label);
    expect(pattern.split("|").filter((value) => !values.has(value))).toEqual([]);
  }
});
