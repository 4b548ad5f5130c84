import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createDatabase } from "../../bin/servers/create-database.ts";
import type { HeldServices } from "../../bin/servers/hold.ts";
import { findFreePort } from "../../bin/servers/ports.ts";
import { postgresUrl, startPostgres } from "../../bin/servers/postgres.ts";
import { postgresHome } from "../../bin/servers/postgres-home.ts";
import { postgresUser } from "../../bin/servers/postgres-user.ts";
import { sendSignal, waitForEnd } from "../../bin/servers/processes.ts";
import { readRecord, type ServicesRecord, writeRecord } from "../../bin/servers/record.ts";
import { redisUrl, startRedis } from "../../bin/servers/redis.ts";

const DATABASE = "cartbell";
const END_PATIENCE_MS = 10_000;

/** A server that a proof may wreck. It comes back on the same port, with what it had written to its disk. */
export interface Wreckable {
  /** Ends it without a farewell and resolves when it is gone. */
  crash(): Promise<void>;
  /** Resolves when it answers again. */
  start(): Promise<void>;
  /** The polite end; safe to repeat. */
  stop(): Promise<void>;
}

export interface ProofServers {
  databaseUrl: string;
  redisUrl: string;
  postgres: Restorable;
  redis: Wreckable;
}

/** A PostgreSQL that can be put back to what it was. */
export interface Restorable extends Wreckable {
  /** Stops it for a moment, and keeps what is on its disk. */
  backUp(): Promise<void>;
  /** Ends it, and starts it with what was kept. */
  restore(): Promise<void>;
}

interface Running {
  pid: number;
  hasExited(): boolean;
  stop(): Promise<void>;
}

/**
 * A durable PostgreSQL and a forgetful Redis in this folder, for one proof alone. The keeper that the tests and the demo
 * use would stop everything when one of them dies; here it only guards, so that nothing outlives a proof that is killed.
 */
export async function startServers(folder: string, held: HeldServices): Promise<ProofServers> {
  const record = await recordWithPorts(folder);
  writeRecord(folder, record); // before the data folder is made: it bears the record's id
  const home = postgresHome(folder, record.id, postgresUser());
  const log = (name: string) => join(folder, "logs", `${name}.log`);
  const [postgres, redis] = await Promise.all([
    // SIGQUIT is PostgreSQL's immediate shutdown: nothing is finished, the next start recovers from the log.
    wreckable("SIGQUIT", held, () =>
      startPostgres({ home, ...record.postgres, logFile: log("postgres"), isDurable: true }),
    ),
    wreckable("SIGKILL", held, () =>
      startRedis({
        folder: join(folder, "redis"),
        ...record.redis,
        logFile: log("redis"),
        isDurable: false,
        databases: 1,
      }),
    ),
  ]);
  await createDatabase(postgresUrl(record.postgres, "postgres"), DATABASE);
  return {
    databaseUrl: postgresUrl(record.postgres, DATABASE),
    redisUrl: redisUrl(record.redis, 0),
    postgres: restorable(postgres, home, join(folder, "backup")),
    redis,
  };
}

function restorable(postgres: Wreckable, home: string, backup: string): Restorable {
  const copy = (from: string, to: string) => {
    rmSync(to, { recursive: true, force: true });
    // With owners and modes, on which PostgreSQL insists.
    execFileSync("cp", ["-a", from, to]);
  };
  return {
    ...postgres,
    async backUp() {
      await postgres.stop();
      copy(home, backup);
      await postgres.start();
    },
    async restore() {
      await postgres.crash();
      copy(backup, home);
      rmSync(backup, { recursive: true });
      await postgres.start();
    },
  };
}

async function recordWithPorts(folder: string): Promise<ServicesRecord> {
  const record = readRecord(folder);
  record.postgres.port = await findFreePort(null);
  record.redis.port = await findFreePort(null, new Set([record.postgres.port]));
  return record;
}

async function wreckable(
  signal: NodeJS.Signals,
  held: HeldServices,
  launch: () => Promise<Running>,
): Promise<Wreckable> {
  const start = async () => {
    const started = await launch();
    held.guard(started.pid);
    return started;
  };
  let running = await start();
  return {
    async crash() {
      const { pid } = running;
      sendSignal(pid, signal);
      if (!(await waitForEnd(pid, END_PATIENCE_MS))) throw new Error(`Process ${pid} outlived ${signal}.`);
      held.unguard(pid);
    },
    async start() {
      running = await start();
    },
    async stop() {
      if (running.hasExited()) return;
      await running.stop();
      held.unguard(running.pid);
    },
  };
}
