import { hostname } from "node:os";
import type { JobName } from "#domain/jobs";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";
import type { ProcessLoad } from "./load.ts";

/** A running process, as others know it. */
export interface ThisProcess {
  id: string;
  kind: "web" | "worker";
  queues: readonly JobName[];
  /** What it runs: a commit or a version. */
  build: string | null;
}

/** draining: takes nothing new and finishes; drained: has finished, and stays. */
export type ProcessState = "running" | "draining" | "drained";

/** How a process is at a beat. */
export interface Condition {
  state: ProcessState;
  load: ProcessLoad;
}

const write = statement(
  "beat",
  `INSERT INTO processes (id, kind, host, pid, queues, build, state, load)
   VALUES ($1, $2, $3, $4, $5, $6, coalesce($7, 'running'), $8::jsonb)
   ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp(),
     state = coalesce($7, processes.state), load = coalesce(excluded.load, processes.load)`,
);
const forget = statement("forget-process", "DELETE FROM processes WHERE id = $1");
const forgetOld = statement(
  "forget-old-processes",
  "DELETE FROM processes WHERE seen_at < clock_timestamp() - interval '1 day'",
);

/** Names this process, once at its start. */
export function thisProcess(
  kind: ThisProcess["kind"],
  queues: readonly JobName[] = [],
  build: string | null = null,
): ThisProcess {
  return { id: newId(), kind, queues, build };
}

/** Says that the process lives, and which queues it serves. A commit: it also shows that the database takes writes. */
export async function recordBeat(
  sql: Sql,
  { id, kind, queues, build }: ThisProcess,
  condition?: Condition,
): Promise<void> {
  const { state = null, load } = condition ?? {};
  const about = [id, kind, hostname(), process.pid, [...queues], build];
  await sql.run(write, [...about, state, load ? storableJson(load) : null]);
}

/** The process ends: what it served is served no more. */
export async function endBeat(sql: Sql, { id }: ThisProcess): Promise<void> {
  await sql.run(forget, [id]);
}

/** Forgets the processes that were killed a day ago or longer. */
export async function forgetOldProcesses(sql: Sql): Promise<void> {
  await sql.run(forgetOld);
}
