import { hostname } from "node:os";
import type { JobName } from "#domain/jobs";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A running process, as others know it. */
export interface ThisProcess {
  id: string;
  kind: "web" | "worker";
  queues: readonly JobName[];
}

const write = statement(
  "beat",
  `INSERT INTO processes (id, kind, host, pid, queues) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp()`,
);
const forget = statement("forget-process", "DELETE FROM processes WHERE id = $1");
const forgetOld = statement(
  "forget-old-processes",
  "DELETE FROM processes WHERE seen_at < clock_timestamp() - interval '1 day'",
);

/** Names this process, once at its start. */
export function thisProcess(kind: ThisProcess["kind"], queues: readonly JobName[] = []): ThisProcess {
  return { id: newId(), kind, queues };
}

/** Says that the process lives, and which queues it serves. A commit: it also shows that the database takes writes. */
export async function recordBeat(sql: Sql, { id, kind, queues }: ThisProcess): Promise<void> {
  await sql.run(write, [id, kind, hostname(), process.pid, [...queues]]);
}

/** The process ends: what it served is served no more. */
export async function endBeat(sql: Sql, { id }: ThisProcess): Promise<void> {
  await sql.run(forget, [id]);
}

/** Forgets the processes that were killed a day ago or longer. */
export async function forgetOldProcesses(sql: Sql): Promise<void> {
  await sql.run(forgetOld);
}
