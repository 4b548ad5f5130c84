import { actionOf } from "#domain/flows/actions/registry";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { EnrollmentFacts } from "./facts.ts";
import type { Act } from "./walk.ts";

/** SKIP LOCKED: we hold enrollments, and the intake locks people before enrollments. Who waits for no one is in no deadlock. */
const hold = statement(
  "hold-people-of-steps",
  `SELECT s.id FROM subscribers s
   WHERE (s.shop_id, s.id) IN (SELECT t.shop_id, t.id FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id))
   ORDER BY s.shop_id, s.id
   FOR NO KEY UPDATE SKIP LOCKED`,
);
const write = statement(
  "put-off-enrollments",
  `UPDATE enrollments e SET resume_at = $3::timestamptz
   FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
   WHERE e.shop_id = t.shop_id AND e.id = t.id AND e.state = 'waiting'`,
);

/** Business time until a person who was held by another transaction is looked at again. */
const PUT_OFF_MS = 5_000;

/**
 * Locks the people whose next actions change them. Those whom another transaction holds are put off: their enrollments stay at their
 * step and are due again in a few seconds, so that they hold up no one behind them. Returns the enrollments that can move on.
 */
export async function holdPeople<Moving extends { facts: EnrollmentFacts; outcome: { acts: Act[] } }>(
  tx: Sql,
  moving: Moving[],
  now: Date,
): Promise<Moving[]> {
  const changed = moving.filter(({ outcome }) => outcome.acts.some(({ type }) => actionOf(type).holdsPeople));
  if (changed.length === 0) return moving;
  const people = { shop_id: (it: Moving) => it.facts.shopId, id: (it: Moving) => it.facts.subscriberId };
  const rows = await tx.run<{ id: string }>(...batch(hold, { t: columnsOf(changed, people) }));
  const held = new Set(rows.map(({ id }) => id));
  const later = new Set(changed.filter(({ facts }) => !held.has(facts.subscriberId)));
  if (later.size === 0) return moving;
  const those = { shop_id: (it: Moving) => it.facts.shopId, id: (it: Moving) => it.facts.id };
  const dueAgain = new Date(now.getTime() + PUT_OFF_MS);
  await tx.run(...batch(write, { t: columnsOf([...later], those) }, [dueAgain]));
  return moving.filter((it) => !later.has(it));
}
