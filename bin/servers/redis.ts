import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { endWithUs } from "../end-with-us.ts";
import { lastLinesOf } from "../last-lines.ts";
import { commandOf, plainEnvironment, sendSignal, waitForEnd } from "./processes.ts";

const START_PATIENCE_MS = 15_000;
const STOP_PATIENCE_MS = 10_000;

export interface RedisSettings {
  folder: string;
  port: number;
  password: string;
  logFile: string;
  /** True keeps an append-only file; false forgets everything at the end. */
  isDurable: boolean;
  databases: number;
  /** Makes it a node of a cluster, which has one database: the port on which its nodes speak with each other. */
  clusterPort?: number;
}

export interface RunningRedis {
  pid: number;
  hasExited(): boolean;
  stop(): Promise<void>;
}

/** Starts the `redis-server` on the PATH on 127.0.0.1. Resolves when it answers; throws when it does not within 15 s. */
export async function startRedis(settings: RedisSettings): Promise<RunningRedis> {
  mkdirSync(settings.folder, { recursive: true });
  const log = openSync(settings.logFile, "a");
  const options: SpawnOptions = { cwd: settings.folder, env: plainEnvironment(), stdio: ["pipe", log, log] };
  const server = endWithUs(spawn("redis-server", ["-"], options));
  closeSync(log);
  server.once("error", () => {}); // shows as a missing pid below
  server.stdin?.on("error", () => {});
  server.stdin?.end(configuration(settings)); // by standard input: a password has no place in a process list
  await waitForAnswer(server, settings);
  const pid = server.pid ?? 0;
  return { pid, hasExited: () => hasEnded(server), stop: () => stopServer(server, pid) };
}

/**
 * Ends the server that a killed keeper left behind in this folder, if any. The port is in the pid file's name because it
 * is in the process's title: that is how we know the process for ours.
 */
export async function endLeftoverRedis(folder: string): Promise<void> {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const port = /^redis\.(\d+)\.pid$/.exec(name)?.[1];
    if (port === undefined) continue;
    const pid = Number(readFileSync(join(folder, name), "utf8"));
    if (pid > 0 && commandOf(pid).includes(`redis-server 127.0.0.1:${port}`)) {
      sendSignal(pid, "SIGTERM");
      if (!(await waitForEnd(pid, STOP_PATIENCE_MS))) sendSignal(pid, "SIGKILL");
      await waitForEnd(pid, STOP_PATIENCE_MS);
    }
    rmSync(join(folder, name), { force: true });
  }
}

/** The address of one numbered database of the server that runs with these settings. */
export function redisUrl(settings: Pick<RedisSettings, "port" | "password">, database: number): string {
  return `redis://:${settings.password}@127.0.0.1:${settings.port}/${database}`;
}

function configuration({ port, password, isDurable, databases, clusterPort }: RedisSettings): string {
  const lines = [
    "bind 127.0.0.1",
    `port ${port}`,
    `requirepass ${password}`,
    "dir .",
    `pidfile redis.${port}.pid`,
    "daemonize no",
    `databases ${databases}`,
    'save ""',
    ...(isDurable ? ["appendonly yes", "appendfsync everysec"] : ["appendonly no"]),
    // BullMQ's rows must never be evicted.
    "maxmemory-policy noeviction",
    ...(clusterPort === undefined ? [] : nodeConfiguration(clusterPort, password)),
  ];
  return `${lines.join("\n")}\n`;
}

/** One lost master must not silence the others, so the cluster need not be whole to answer. */
function nodeConfiguration(clusterPort: number, password: string): string[] {
  return [
    "cluster-enabled yes",
    `cluster-port ${clusterPort}`,
    "cluster-node-timeout 2000",
    "cluster-require-full-coverage no",
    `masterauth ${password}`,
  ];
}

async function waitForAnswer(server: ChildProcess, settings: RedisSettings): Promise<void> {
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const answer = await ping(redisUrl(settings, 0));
    if (answer === "PONG") return;
    if (hasEnded(server) || Date.now() > deadline) {
      server.kill("SIGKILL");
      throw new Error(`Redis did not start: ${answer}\n${lastLinesOf(settings.logFile)}`);
    }
    await sleep(25);
  }
}

async function ping(url: string): Promise<string> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5_000 });
  client.on("error", () => {}); // told by the rejection below
  try {
    await client.connect();
    return await client.ping();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    client.disconnect();
  }
}

function hasEnded(server: ChildProcess): boolean {
  return server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
}

async function stopServer(server: ChildProcess, pid: number): Promise<void> {
  if (hasEnded(server)) return;
  sendSignal(pid, "SIGTERM");
  if (!(await waitForEnd(pid, STOP_PATIENCE_MS))) sendSignal(pid, "SIGKILL");
}
