import { buildWebApp } from "../../bin/demo/build.ts";
import { type Part, startPart, waitForHealth, waitForLine } from "../../bin/demo/part.ts";
import { findFreePort } from "../../bin/servers/ports.ts";
import type { RunOptions } from "../benchmark.ts";
import { cpuSecondsOf } from "./cpu.ts";
import type { Servers } from "./servers.ts";

const STOP_PATIENCE_MS = 20_000;

/** What the product's processes are configured with, and what stands outside them must know. */
export const SECRETS = {
  SHOPIFY_API_KEY: "bench-key",
  SHOPIFY_API_SECRET: "bench-secret",
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "bench-token",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
  PHONE_HASH_KEY: Buffer.alloc(32, "cartbell").toString("base64"),
};

export interface BenchProcess {
  /** Where it is reached: the web process's own address, the worker's health endpoints. "" for a script without one. */
  url: string;
  part: Part;
  /** CPU seconds used so far. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** Over the usual environment: CLOCK_URL, TWILIO_API_URL, WORKER_QUEUES, DATABASE_POOL … */
  env?: Record<string, string>;
  /** For its log and the CPU table; needed when there are several of a kind. */
  name?: string;
  /** Another host that it runs on; its environment names the servers as that host reaches them. */
  on?: { wrapper: string[]; host: string };
  /** More flags for Node, before the script. */
  nodeFlags?: string[];
}

type Run = Pick<RunOptions, "onEnd">;

/** The product's configuration on these servers: in production mode, with nothing outside until `env` names it. */
export function environmentOn(servers: Servers): Record<string, string> {
  return {
    ...SECRETS,
    NODE_ENV: "production",
    ALLOW_SIMULATOR: "1",
    DRAIN_SECONDS: "0",
    LOG_LEVEL: "warn",
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    SHOPIFY_APP_URL: "http://127.0.0.1:9",
    TWILIO_API_URL: "http://127.0.0.1:9",
  };
}

/** A real web process, ready to answer. */
export async function startWebProcess(run: Run, servers: Servers, options: ProcessOptions = {}): Promise<BenchProcess> {
  await buildWebApp();
  const port = await findFreePort(null);
  const url = `http://127.0.0.1:${port}`;
  const env = { ...environmentOn(servers), PORT: String(port), SHOPIFY_APP_URL: url, ...options.env };
  const web = startScript(run, servers, "app/server.ts", { name: "web", ...options, env });
  await waitForHealth(web.part, `${url}/health/ready`);
  return { ...web, url };
}

/** A real worker process that takes jobs. */
export async function startWorkerProcess(
  run: Run,
  servers: Servers,
  options: ProcessOptions = {},
): Promise<BenchProcess> {
  const port = await findFreePort(null);
  const url = `http://${options.on?.host ?? "127.0.0.1"}:${port}`;
  const away = options.on && { HOST: "0.0.0.0" };
  const env = { ...environmentOn(servers), ...away, WORKER_PORT: String(port), ...options.env };
  const worker = startScript(run, servers, "workers/main.ts", { name: "worker", ...options, env });
  // Whether it is ready it tells only those on its own host.
  await waitForHealth(worker.part, `${url}/health/${options.on ? "live" : "ready"}`);
  return { ...worker, url };
}

/**
 * A script of ours that prints one line `listening <url>` when it can be reached: a carrier, a bare server.
 */
export async function startListeningScript(
  run: Run,
  servers: Servers,
  script: string,
  options: ProcessOptions & { args?: string[] } = {},
): Promise<BenchProcess> {
  const listening = startScript(run, servers, script, options);
  const url = await waitForLine(listening.part, (line) => /^listening (\S+)$/.exec(line)?.[1] ?? null);
  return { ...listening, url };
}

/** Any script, in a process group of its own that ends with us. */
export function startScript(
  { onEnd }: Run,
  { held, folder }: Servers,
  script: string,
  {
    env = {},
    name = script.replaceAll(/\W+/g, "-"),
    args = [],
    on,
    nodeFlags: given = [],
  }: ProcessOptions & { args?: string[] } = {},
): BenchProcess {
  const profile = process.env.BENCH_PROFILE;
  const profiling = profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}/${name}`] : [];
  const nodeFlags = [...given, ...profiling];
  const wrapper = on?.wrapper ?? [];
  const part = startPart({ name, script, args, env, folder, nodeFlags, wrapper, isVerbose: false }, held);
  const stop = () => part.stop(STOP_PATIENCE_MS);
  onEnd(stop);
  return { url: "", part, cpuSeconds: () => cpuSecondsOf(part.pid), stop };
}
