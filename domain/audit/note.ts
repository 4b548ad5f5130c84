import { type VerbName, verbNamed } from "#domain/team/verbs";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export type Actor =
  /** One of the store's people, by their user id there. */
  | { kind: "person"; id: string }
  | { kind: "api-key"; id: string }
  /** Those who run the app. */
  | { kind: "operator" }
  /** The store itself, such as a privacy request, and the app's own upkeep. */
  | { kind: "system" };

export interface NewAction {
  shopId: string;
  by: Actor;
  verb: VerbName;
  /** An id of ours, never a name, a text or a number. */
  subjectId?: string | null;
  /** Business time. */
  at: Date;
}

const HOUR_MS = 3_600_000;

const insert = statement(
  "note-action",
  `INSERT INTO audit_events (shop_id, id, at, actor_kind, actor_id, verb, subject_id, done_at, once_key)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (shop_id, once_key) DO NOTHING`,
);
const end = statement(
  "end-action",
  "UPDATE audit_events SET done_at = $3, subject_id = coalesce($4, subject_id) WHERE shop_id = $1 AND id = $2",
);
const forget = statement(
  "forget-action",
  "DELETE FROM audit_events WHERE shop_id = $1 AND id = $2 AND done_at IS NULL",
);

/** Writes down what was done. Call it in the transaction that does it: both are true, or neither. */
export async function noteAction(tx: Sql, action: NewAction): Promise<void> {
  await write(tx, action, { doneAt: action.at, onceKey: null });
}

/**
 * For what is looked at again and again: one entry for an actor, a verb, a subject and an hour. Safe to repeat. Costs one
 * insert that mostly finds its entry there.
 */
export async function noteOnceAnHour(sql: Sql, action: NewAction): Promise<void> {
  const { by, verb, subjectId, at } = action;
  const who = "id" in by ? by.id : "";
  const onceKey = [by.kind, who, verb, subjectId ?? "", Math.floor(at.getTime() / HOUR_MS)].join(" ");
  await write(sql, action, { doneAt: at, onceKey });
}

/**
 * Writes down what someone is about to do, for work that is no single transaction of ours. `endAction` says that it was
 * done, `forgetAction` that it was refused. An entry that neither was called for is of a process that died meanwhile: it may
 * or may not have happened, and the log says so. So nothing happens without an entry. Returns the entry's id.
 */
export async function beginAction(sql: Sql, action: NewAction): Promise<string> {
  return write(sql, action, { doneAt: null, onceKey: null });
}

/** It was done. `subjectId` for what it has created. */
export async function endAction(
  sql: Sql,
  { shopId, id, at, subjectId }: { shopId: string; id: string; at: Date; subjectId: string | null },
): Promise<void> {
  await sql.run(end, [shopId, id, at, subjectId]);
}

/** It was refused, and nothing has changed. */
export async function forgetAction(sql: Sql, { shopId, id }: { shopId: string; id: string }): Promise<void> {
  await sql.run(forget, [shopId, id]);
}

async function write(
  sql: Sql,
  { shopId, by, verb, subjectId, at }: NewAction,
  { doneAt, onceKey }: { doneAt: Date | null; onceKey: string | null },
): Promise<string> {
  if ("not" in verbNamed(verb).audit) throw new Error(`The audit log does not note "${verb}".`);
  const id = newId();
  const actorId = "id" in by ? by.id : null;
  await sql.run(insert, [shopId, id, at, by.kind, actorId, verb, subjectId ?? null, doneAt, onceKey]);
  return id;
}
