import { cancelWaiting } from "#domain/messages/waiting";
import type { Db } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";
import { RESTORABLE_DAYS } from "./delete.ts";

/** People, or rows, of one transaction. */
const BATCH = 500;
/** Flows looked at in one go; the others wait for the next upkeep. */
const FLOWS = 100;

const find = statement(
  "flows-to-prune",
  `SELECT shop_id AS "shopId", id FROM flows WHERE deleted_at < $1::timestamptz - make_interval(days => $2)
   ORDER BY deleted_at LIMIT $3`,
);
/** By enrollments_inside. */
const endWaiting = statement(
  "end-enrollments-of-deleted-flow",
  `UPDATE enrollments SET state = 'exited', exited_because = 'flow-deleted', resume_at = NULL, ended_at = $3
   WHERE (shop_id, id) IN (
     SELECT shop_id, id FROM enrollments WHERE shop_id = $1 AND flow_id = $2 AND state = 'waiting'
     ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);
const forgetMembers = statement(
  "forget-segment-members-of-flow",
  `DELETE FROM segment_members WHERE (shop_id, flow_id, subscriber_id) IN (
     SELECT shop_id, flow_id, subscriber_id FROM segment_members WHERE shop_id = $1 AND flow_id = $2 LIMIT $3)
   RETURNING 1 AS gone`,
);
/** Not while a person is inside whom another transaction held: the next upkeep finds the flow again. */
const forget = statement(
  "forget-deleted-flow",
  `WITH gone AS (
     DELETE FROM flows f WHERE f.shop_id = $1 AND f.id = $2 AND f.deleted_at < $3::timestamptz - make_interval(days => $4)
       AND NOT EXISTS (SELECT FROM enrollments e WHERE e.shop_id = f.shop_id AND e.flow_id = f.id AND e.state = 'waiting')
     RETURNING f.shop_id, f.id
   ), versions AS (
     DELETE FROM flow_versions v USING gone g WHERE v.shop_id = g.shop_id AND v.flow_id = g.id
   ), watches AS (
     DELETE FROM trigger_watches w USING gone g WHERE w.shop_id = g.shop_id AND w.flow_id = g.id
   ), tests AS (
     DELETE FROM text_tests t USING gone g WHERE t.shop_id = g.shop_id AND t.flow_id = g.id
   ), moves AS (
     DELETE FROM flow_moves m USING gone g WHERE m.shop_id = g.shop_id AND m.flow_id = g.id
   )
   SELECT 1 AS gone FROM gone`,
);

/**
 * Deletes for good the flows that can no longer be restored: the people held in them leave, and their waiting
 * texts end. The records of who entered and which texts they got stay. Returns how many flows went.
 */
export async function pruneDeletedFlows(db: Pick<Db, "run" | "transaction">, now: Date): Promise<number> {
  let gone = 0;
  for (const { shopId, id } of await db.run<{ shopId: string; id: string }>(find, [now, RESTORABLE_DAYS, FLOWS])) {
    await inBatches(BATCH, () => endSome(db, shopId, id, now));
    await inBatches(BATCH, () => db.run(forgetMembers, [shopId, id, BATCH]));
    gone += (await db.run(forget, [shopId, id, now, RESTORABLE_DAYS])).length;
  }
  return gone;
}

function endSome(db: Pick<Db, "transaction">, shopId: string, flowId: string, now: Date): Promise<{ id: string }[]> {
  return db.transaction(async (tx) => {
    const ended = await tx.run<{ id: string }>(endWaiting, [shopId, flowId, now, BATCH]);
    const ids = ended.map(({ id }) => id);
    await cancelWaiting(tx, shopId, ids, "source-ended", now);
    return ended;
  });
}
