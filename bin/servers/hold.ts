import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { lastLinesOf } from "../last-lines.ts";
import { addressOf } from "./address.ts";
import type { ServiceOrder } from "./order.ts";
import { postgresUrl } from "./postgres.ts";
import { readRecord } from "./record.ts";
import { redisUrl } from "./redis.ts";
import { redisClusterUrl } from "./redis-cluster.ts";

const START_PATIENCE_MS = 90_000;
const STOP_PATIENCE_MS = 40_000;

/** The folder's services are exclusive, and someone holds them. */
export class AlreadyHeldError extends Error {}

export interface HeldServices {
  /** The address of a database, which need not exist yet. */
  postgresUrl(database: string): string;
  redisUrl(database: number): string;
  /** Throws when no cluster was ordered. */
  redisClusterUrl(): string;
  /** Gives the keeper a process group to end should we die without doing it ourselves. */
  guard(pid: number): void;
  unguard(pid: number): void;
  /** Called with a sentence when the services end while we hold them. */
  onLost(listener: (sentence: string) => void): void;
  /** Resolves when the services have stopped, or at once when someone else still holds them. Safe to repeat. */
  release(): Promise<void>;
}

/**
 * Holds the PostgreSQL and the Redis of a folder: starts them, or joins those who already hold them. They run until the
 * last holder releases them or dies. Throws an AlreadyHeldError, or
 * with the end of the keeper's log when they do not start within 90 s.
 */
export async function holdServices(order: ServiceOrder): Promise<HeldServices> {
  mkdirSync(join(order.folder, "logs"), { recursive: true });
  const connection = await reachKeeper(order);
  const record = readRecord(order.folder);
  const closed = new Promise<void>((resolve) => connection.once("close", () => resolve()));
  connection.unref(); // the holder may end without notice
  let isReleased = false;
  return {
    postgresUrl: (database) => postgresUrl(record.postgres, database),
    redisUrl: (database) => redisUrl(record.redis, database),
    redisClusterUrl: () => {
      if (record.redisCluster === undefined) throw new Error("No Redis Cluster was ordered.");
      return redisClusterUrl(record.redisCluster, record.redis.password);
    },
    guard: (pid) => void connection.write(`guard ${pid}\n`),
    unguard: (pid) => void connection.write(`unguard ${pid}\n`),
    onLost: (listener) =>
      void closed.then(() => {
        if (!isReleased) listener(`PostgreSQL or Redis stopped; the logs are in ${join(order.folder, "logs")}.`);
      }),
    release: async () => {
      if (!isReleased) connection.ref().write("release\n");
      isReleased = true;
      await Promise.race([closed, sleep(STOP_PATIENCE_MS, undefined, { ref: false })]);
    },
  };
}

async function reachKeeper(order: ServiceOrder): Promise<Socket> {
  const deadline = Date.now() + START_PATIENCE_MS;
  let started: ChildProcess | null = null;
  while (Date.now() < deadline) {
    const connection = await connect(addressOf(order.folder));
    const answer = connection === null ? "absent" : await firstLine(connection);
    if (connection !== null && answer === "ready") return connection;
    if (answer === "taken") throw new AlreadyHeldError(`Another process already runs on ${order.folder}.`);
    if (answer.startsWith("failed "))
      throw new Error(`${answer.slice("failed ".length)}\n${lastLinesOf(logOf(order))}`);
    if (answer === "absent") started ??= startKeeper(order);
    else started = null; // it is stopping, and will need a successor
    if (started?.exitCode)
      throw new Error(`The keeper of PostgreSQL and Redis did not start.\n${lastLinesOf(logOf(order))}`);
    await sleep(50);
  }
  throw new Error(`PostgreSQL and Redis did not start in ${START_PATIENCE_MS / 1000} s.\n${lastLinesOf(logOf(order))}`);
}

function connect(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once("connect", () => resolve(socket));
    socket.on("error", () => resolve(null)); // stays: a keeper that is killed resets the connection
  });
}

/** What the keeper says first: "ready", "taken", "stopping" or "failed …"; closing without a word is "stopping". */
function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: socket });
    lines.once("line", resolve);
    lines.once("close", () => resolve("stopping"));
  });
}

function startKeeper(order: ServiceOrder): ChildProcess {
  const log = openSync(logOf(order), "a");
  const script = fileURLToPath(new URL("./keeper.ts", import.meta.url));
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const options: SpawnOptions = { detached: true, stdio: ["ignore", log, log] };
  const keeper = spawn(process.execPath, [...flags, script, JSON.stringify(order)], options);
  keeper.unref();
  closeSync(log);
  return keeper;
}

function logOf(order: ServiceOrder): string {
  return join(order.folder, "logs", "keeper.log");
}
