import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Reason } from "./reason.ts";

/**
 * A claim locks its texts first and then asks their source; a cancellation holds the source already. So a text that is
 * just being claimed is passed over: its claim waits for the source and finds it gone.
 */
const cancel = statement(
  "cancel-waiting",
  `UPDATE messages SET state = 'skipped', reason = $3, ended_at = $4
   WHERE (shop_id, month, id) IN (
     SELECT shop_id, month, id FROM messages
     WHERE shop_id = $1 AND source_id = ANY($2::uuid[]) AND is_waiting
     FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

const cancelOthers = statement(
  "cancel-waiting-others",
  `UPDATE messages SET state = 'skipped', reason = $4, ended_at = $5
   WHERE (shop_id, month, id) IN (
     SELECT shop_id, month, id FROM messages
     WHERE shop_id = $1 AND source_id = ANY($2::uuid[]) AND is_waiting AND occurrence <> ALL($3::text[])
     FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/** The due time of a text that its source answers "held" for, until the source wakes it. Prisma reads no infinity. */
export const PARKED = new Date("9999-12-31T00:00:00Z");

const wake = statement(
  "wake-waiting",
  `UPDATE messages SET due_at = $3
   WHERE shop_id = $1 AND source_id = $2 AND is_waiting AND due_at = $4
   RETURNING id`,
);

/** Ends what these sources still have waiting, for a reason the merchant can read. Returns how many there were. */
export async function cancelWaiting(
  tx: Sql,
  shopId: string,
  sourceIds: string[],
  because: Reason,
  now: Date,
): Promise<number> {
  if (sourceIds.length === 0) return 0;
  return (await tx.run(cancel, [shopId, sourceIds, because, now])).length;
}

/** The same, but for the texts of these occurrences, which are still wanted. */
export async function cancelWaitingOthers(
  tx: Sql,
  shopId: string,
  { sourceIds, kept, because }: { sourceIds: string[]; kept: string[]; because: Reason },
  now: Date,
): Promise<number> {
  if (sourceIds.length === 0) return 0;
  return (await tx.run(cancelOthers, [shopId, sourceIds, kept, because, now])).length;
}

/** Makes due again what was parked while its source answered "held". Returns how many there were. */
export async function wakeWaiting(tx: Sql, shopId: string, sourceId: string, now: Date): Promise<number> {
  return (await tx.run(wake, [shopId, sourceId, now, PARKED])).length;
}
