import type { ProcessState } from "#domain/operations/processes/beat";
import type { ProcessLoad } from "#domain/operations/processes/load";
import { GONE_AFTER_SECONDS } from "#domain/operations/processes/unserved";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A process as it last spoke. */
export interface ProcessNow {
  id: string;
  kind: "web" | "worker";
  host: string;
  pid: number;
  /** The commit or version that it runs; null from a version that doesn't say. */
  build: string | null;
  /** gone: silent for half a minute, hence killed, frozen or cut off. */
  state: ProcessState | "gone";
  /** What an operator has told it. */
  told: "drain" | "restart" | null;
  queues: string[];
  load: ProcessLoad | null;
  /** ISO, real time. */
  startedAt: string;
  lastHeartbeatAt: string;
  silentSeconds: number;
}

interface Row extends Omit<ProcessNow, "startedAt" | "lastHeartbeatAt"> {
  startedAt: Date;
  seenAt: Date;
}

const recentProcesses = statement(
  "processes-now",
  `SELECT id, kind, host, pid, build, state, told, queues, load, started_at AS "startedAt", seen_at AS "seenAt",
          extract(epoch FROM clock_timestamp() - seen_at)::float8 AS "silentSeconds"
   FROM processes ORDER BY kind, host, started_at, id`,
);

/** The processes of the installation: those that run, and those that were killed within a day. */
export async function readProcesses(sql: Sql): Promise<ProcessNow[]> {
  const rows = await sql.run<Row>(recentProcesses);
  return rows.map(({ startedAt, seenAt, ...row }) => ({
    ...row,
    state: row.silentSeconds > GONE_AFTER_SECONDS ? "gone" : row.state,
    startedAt: startedAt.toISOString(),
    lastHeartbeatAt: seenAt.toISOString(),
  }));
}
