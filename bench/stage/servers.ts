import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import { deployMigrations } from "../../bin/prisma/command.ts";
import { ROOT } from "../../bin/root.ts";
import { createDatabase } from "../../bin/servers/create-database.ts";
import { forgetServices } from "../../bin/servers/forget.ts";
import { type HeldServices, holdServices } from "../../bin/servers/hold.ts";
import { ensureRedis } from "../../bin/servers/install-redis.ts";
import { isAlive } from "../../bin/servers/processes.ts";
import type { RunOptions } from "../benchmark.ts";
import { cpuSecondsOf } from "./cpu.ts";

const FOLDER = join(ROOT, ".data/bench");
const DATABASE = "cartbell";

/** As a small production server is set up. Everything that makes a commit durable is on, which is the default. */
export const POSTGRES_SETTINGS = {
  shared_buffers: "1GB",
  effective_cache_size: "4GB",
  max_wal_size: "8GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
};

/** A benchmark's own PostgreSQL and Redis on a fresh folder: durable, migrated, empty. */
export interface Servers {
  databaseUrl: string;
  redisUrl: string;
  /** Where the processes' logs go. */
  folder: string;
  held: HeldServices;
  /** CPU seconds used so far by each server, all its processes together. */
  cpuSeconds(): Promise<{ postgres: number; redis: number }>;
}

/**
 * Starts them and has them stopped and forgotten at the end, however it comes. With a `keptAs` their data stay under this name,
 * and a later run goes on with them.
 */
export async function startServers(
  { say, onEnd }: Pick<RunOptions, "say" | "onEnd">,
  { keptAs }: { keptAs?: string } = {},
): Promise<Servers> {
  await ensureRedis(undefined);
  await forgetLeftovers();
  const folder = keptAs === undefined ? join(FOLDER, String(process.pid)) : join(FOLDER, `kept-${keptAs}`);
  say("Starting PostgreSQL and Redis");
  if (keptAs === undefined) onEnd(() => forgetServices(folder));
  const held = await holdServices({
    folder,
    isExclusive: true,
    isDurable: true,
    postgres: { preferredPort: null, settings: POSTGRES_SETTINGS },
    redis: { preferredPort: null, databases: 16 },
  });
  onEnd(held.release);
  await createDatabase(held.postgresUrl("postgres"), DATABASE);
  const databaseUrl = held.postgresUrl(DATABASE);
  await deployMigrations(databaseUrl);
  const redisUrl = held.redisUrl(0);
  const pids = { postgres: await postgresPid(databaseUrl), redis: await redisPid(redisUrl) };
  return {
    databaseUrl,
    redisUrl,
    folder,
    held,
    cpuSeconds: async () => ({ postgres: cpuSecondsOf(pids.postgres, true), redis: cpuSecondsOf(pids.redis) }),
  };
}

/** What a benchmark that was killed left behind. */
async function forgetLeftovers(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const left = readdirSync(FOLDER).filter((name) => /^\d+$/.test(name) && !isAlive(Number(name)));
  for (const name of left) await forgetServices(join(FOLDER, name));
}

/** The server's first process: the parent of the one that serves us. */
export async function postgresPid(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    return parentOf(rows[0]?.pid ?? 0);
  } finally {
    await client.end();
  }
}

export async function redisPid(url: string): Promise<number> {
  const redis = new Redis(url);
  try {
    return Number(/^process_id:(\d+)/m.exec(await redis.info("server"))?.[1] ?? 0);
  } finally {
    redis.disconnect();
  }
}

function parentOf(pid: number): number {
  if (process.platform !== "linux")
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
}
