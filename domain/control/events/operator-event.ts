import type { Act } from "#domain/control/act";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableJson, storableText } from "#platform/sql/storable";

/** Most events that are read at a time. */
const MOST_READ = 200;

const insert = statement(
  "note-operator-event",
  `INSERT INTO operator_events (id, at, operator, action, target, because, details)
   VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
);
const readEvents = statement(
  "operator-events",
  `SELECT id, at, operator, action, target, because, details FROM operator_events
   WHERE ($1::text IS NULL OR operator = $1) AND ($2::text IS NULL OR action = $2)
     AND ($3::uuid IS NULL OR (at, id) < (SELECT at, id FROM operator_events WHERE id = $3))
   ORDER BY at DESC, id DESC LIMIT $4`,
);

export interface NewOperatorEvent extends Act {
  /** Business time. */
  at: Date;
  /** The verb in plain words, such as "pause" or "login-failed". */
  action: string;
  /** What it was done to, such as "class campaign"; empty when to nothing in particular. */
  target: string;
  /** What else is worth keeping. Nothing personal and no secrets. */
  details?: Record<string, unknown>;
}

export interface OperatorEvent {
  id: string;
  /** ISO. */
  at: string;
  operator: string;
  action: string;
  target: string;
  because: string | null;
  details: Record<string, unknown>;
}

/** Writes down what an operator does. Call it in the transaction that does it: both are true, or neither. */
export async function noteOperatorEvent(tx: Sql, event: NewOperatorEvent): Promise<void> {
  const { at, by, action, target, details = {} } = event;
  const words = [by.operator, action, target].map(storableText);
  await tx.run(insert, [newId(), at, ...words, reasonOf(event), storableJson(details)]);
}

/** What operators have done, newest first. `before` is the id of the last event that was read. */
export async function readOperatorEvents(
  sql: Sql,
  {
    operator,
    action,
    before,
    limit = MOST_READ,
  }: { operator?: string; action?: string; before?: string; limit?: number } = {},
): Promise<OperatorEvent[]> {
  const most = Math.min(limit, MOST_READ);
  const rows = await sql.run<Omit<OperatorEvent, "at"> & { at: Date }>(readEvents, [
    operator ?? null,
    action ?? null,
    before ?? null,
    most,
  ]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The reason as it is kept: null when none was given. */
export function reasonOf({ because }: Pick<Act, "because">): string | null {
  return storableText(because ?? "").trim() || null;
}
