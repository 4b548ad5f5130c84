import { join } from "node:path";
import { createDatabase } from "../../bin/servers/create-database.ts";
import type { HeldServices } from "../../bin/servers/hold.ts";
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

/**
 * A durable PostgreSQL and a forgetful Redis in this folder, for one proof alone. The keeper that the tests and the demo
 * use would stop everything when one of them dies; here it only guards, so that nothing outlives a proof that is killed.
 */
export async function startServers(
  folder: string,
  held: HeldServices,
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
      line,
      isArchived: kind === "archived",
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
  return {
    databaseUrl: line?.url ?? postgresUrl(record.postgres, DATABASE),
    redisUrl: redisUrl(record.redis, 0),
    postgres: line ? closingWith(postgres, line) : postgres,
    redis,
  };
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
