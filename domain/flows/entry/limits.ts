import { triggerType } from "#domain/flows/triggers/registry";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type Enrolling, pairOf } from "./enrolling.ts";

/** A flow whose own steps cause its event again would otherwise never stop. */
export const MOST_ENTRIES_A_DAY = 20;
const DAY_MS = 86_400_000;

/**
 * Two workers that enroll the same person at once take turns; which of the 64 turns is by the person. Ends with the transaction.
 */
const takeTurns = statement(
  "enroll-in-turns",
  `SELECT pg_advisory_xact_lock(key) FROM (
     SELECT DISTINCT hashtextextended(t.flow_id::text, abs(hashtext(t.subscriber_id::text)) % 64) AS key
     FROM unnest($1::uuid[], $2::uuid[]) AS t(flow_id, subscriber_id)
     ORDER BY key) AS keys`,
);
/**
 * Served by enrollments_shop_id_subscriber_id_idx. OFFSET 0 keeps the flow out of the look-up: the planner
 * knows nothing of flows, and would read everyone who has entered this one, for each person.
 */
const enteredSince = statement(
  "entered-flow-since",
  `SELECT t.flow_id AS "flowId", t.subscriber_id AS "subscriberId", array_agg(e.subject) AS keys
   FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS u(shop_id, flow_id, subscriber_id, since)) t
   CROSS JOIN LATERAL (
     SELECT own.flow_id, own.subject, own.started_at, own.exited_because FROM enrollments own
     WHERE own.shop_id = t.shop_id AND own.subscriber_id = t.subscriber_id
     OFFSET 0
   ) e
   WHERE e.flow_id = t.flow_id AND e.started_at > t.since AND e.exited_because IS DISTINCT FROM 'entered-too-often'
   GROUP BY t.flow_id, t.subscriber_id`,
);

/** Leaves out people who entered a flow too lately for its rule "again after N days": before this batch, or in it. */
export async function withoutRecent(tx: Sql, enrolling: Enrolling[]): Promise<Enrolling[]> {
  const limited = enrolling.filter(({ entry }) => entry.notSince !== null);
  if (limited.length === 0) return enrolling;
  const pairs = { flow_id: (it: Enrolling) => it.flow.id, subscriber_id: (it: Enrolling) => it.news.subscriberId };
  await tx.run(...batch(takeTurns, { t: columnsOf(limited, pairs) }));
  const keysOf = await keysSince(tx, limited, ({ entry }) => entry.notSince);
  return enrolling.filter((it) => {
    if (it.entry.notSince === null) return true;
    const keys = keysOf(it);
    // Told again, it is no other entry; it may start the first wait again.
    if (keys.size > 0) return keys.has(it.entry.key);
    keys.add(it.entry.key);
    return true;
  });
}

/**
 * Where a flow's steps can cause its own event: turns every entry beyond the bound into one that has left at
 * once, with its reason, once a day. Workers side by side may exceed the bound by a few.
 */
export async function bounded(
  tx: Sql,
  enrolling: Enrolling[],
  now: Date,
  canLoop: (it: Enrolling) => boolean = ({ news }) => triggerType(news.kind).canLoop,
): Promise<Enrolling[]> {
  const looping = enrolling.filter(canLoop);
  if (looping.length === 0) return enrolling;
  const since = new Date(now.getTime() - DAY_MS);
  const keysOf = await keysSince(tx, looping, () => since);
  return enrolling.map((it) => {
    if (!canLoop(it)) return it;
    const keys = keysOf(it);
    if (!keys.has(it.entry.key) && keys.size >= MOST_ENTRIES_A_DAY) return tooOften(it, now);
    keys.add(it.entry.key);
    return it;
  });
}

function tooOften(it: Enrolling, now: Date): Enrolling {
  const key = `too-often:${it.news.subscriberId}:${now.toISOString().slice(0, 10)}`;
  const because = "entered-too-often";
  return { ...it, entry: { key, notSince: null, state: "exited", stepId: null, resumeAt: null, because, trail: "" } };
}

/** The keys by which each person has entered each flow. */
async function keysSince(
  tx: Sql,
  enrolling: Enrolling[],
  since: (it: Enrolling) => Date | null,
): Promise<(it: Enrolling) => Set<string>> {
  const u = columnsOf(enrolling, {
    shop_id: ({ flow }) => flow.shopId,
    flow_id: ({ flow }) => flow.id,
    subscriber_id: ({ news }) => news.subscriberId,
    since,
  });
  const rows = await tx.run<{ flowId: string; subscriberId: string; keys: string[] }>(...batch(enteredSince, { u }));
  const entered = new Map(rows.map((it) => [`${it.flowId} ${it.subscriberId}`, new Set(it.keys)]));
  return (it) => {
    const keys = entered.get(pairOf(it)) ?? new Set();
    entered.set(pairOf(it), keys);
    return keys;
  };
}
