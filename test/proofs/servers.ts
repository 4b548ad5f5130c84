import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import type { Shutdown } from "../../bin/demo/shutdown.ts";
import { createDatabase } from "../../bin/servers/create-database.ts";
import { type HeldServices, holdServices } from "../../bin/servers/hold.ts";
import { ensureRedis } from "../../bin/servers/install-redis.ts";
import { findFreePort } from "../../bin/servers/ports.ts";
import { postgresUrl } from "../../bin/servers/postgres.ts";
import { postgresHome } from "../../bin/servers/postgres-home.ts";
import { postgresUser } from "../../bin/servers/postgres-user.ts";
import { sendSignal, waitForEnd } from "../../bin/servers/processes.ts";
import { readRecord, type ServicesRecord, writeRecord } from "../../bin/servers/record.ts";
import { redisUrl, startRedis } from "../../bin/servers/redis.ts";
import { type CuttableLine, cuttableLine } from "../setup/cuttable-line.ts";
import { type ProofPostgres, startProofPostgres } from "./recovery/postgres.ts";
import type { PostgresKind } from "./recovery/postgres-kind.ts";
import type { Wreckable } from "./recovery/wreckable.ts";

const DATABASE = "cartbell";
const END_PATIENCE_MS = 10_000;

export interface ProofServers {
  databaseUrl: string;
  redisUrl: string;
  postgres: ProofPostgres;
  redis: Wreckable;
}

interface Running {
  pid: number;
  hasExited(): boolean;
  stop(): Promise<void>;
}

/** Addresses of this machine, besides 127.0.0.1, at which other hosts reach the servers. */
export interface Reach {
  postgres: string;
  redis: string;
}

/** Starts them, and has them stopped at the end. */
export async function openServers(
  folder: string,
  shutdown: Shutdown,
  reach?: Reach,
  kind: PostgresKind = "alone",
): Promise<{ servers: ProofServers; held: HeldServices }> {
  await ensureRedis(undefined);
  const nothing = { postgres: null, redis: null };
  const held = await holdServices({ folder, isExclusive: true, isDurable: false, ...nothing });
  shutdown.add({ stop: held.release, kill: () => {} });
  const servers = await startServers(folder, held, reach, kind);
  for (const server of [servers.postgres, servers.redis]) shutdown.add({ stop: server.stop, kill: () => {} });
  return { servers, held };
}

/**
 * A durable PostgreSQL and a forgetful Redis in this folder, for one proof alone. The keeper that the tests and the demo
 * use would stop everything when one of them dies; here it only guards, so that nothing outlives a proof that is killed.
 */
export async function startServers(
  folder: string,
  held: HeldServices,
  reach?: Reach,
  kind: PostgresKind = "alone",
): Promise<ProofServers> {
  const record = await recordWithPorts(folder);
  writeRecord(folder, record); // before the data folder is made: it bears the record's id
  const home = postgresHome(folder, record.id, postgresUser());
  const log = (name: string) => join(folder, "logs", `${name}.log`);
  const line = kind === "paired" ? await cuttableLine(postgresUrl(record.postgres, DATABASE)) : null;
  const [postgres, redis] = await Promise.all([
    startProofPostgres({
      home,
      backup: join(folder, "backup"),
      ...record.postgres,
      logFile: log("postgres"),
      held,
      kind,
      line,
      ...(reach && { address: reach.postgres }),
    }),
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
  if (reach) await letIn(reach, home, postgresUrl(record.postgres, "postgres"), redisUrl(record.redis, 0));
  return {
    databaseUrl: line?.url ?? postgresUrl(record.postgres, DATABASE),
    redisUrl: redisUrl(record.redis, 0),
    postgres: line ? closingWith(postgres, line) : postgres,
    redis,
  };
}

/** PostgreSQL is made to know 127.0.0.1 alone, and Redis to listen there alone. */
async function letIn({ postgres, redis }: Reach, home: string, databaseUrl: string, url: string): Promise<void> {
  appendFileSync(join(home, "data/pg_hba.conf"), `\nhost all all ${postgres}/24 scram-sha-256\n`);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("SELECT pg_reload_conf()");
  await client.end();
  const connection = new Redis(url);
  await connection.config("SET", "bind", `127.0.0.1 ${redis}`);
  connection.disconnect();
}

function closingWith(postgres: ProofPostgres, line: CuttableLine): ProofPostgres {
  return {
    ...postgres,
    async stop() {
      await postgres.stop();
      await line.close();
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
