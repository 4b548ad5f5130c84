import type { Reason } from "#domain/messages/reason";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

const cancel = statement(
  "cancel-waiting",
  `UPDATE messages SET state = 'skipped', reason = $3, ended_at = $4
   WHERE shop_id = $1 AND source_id = ANY($2::uuid[]) AND state = 'waiting'
   RETURNING id`,
);

const wake = statement(
  "wake-waiting",
  `UPDATE messages SET due_at = $3
   WHERE shop_id = $1 AND source_id = $2 AND state = 'waiting' AND due_at = 'infinity'
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

/** Makes due again what was parked while its source was holding ("held" in its wishes). Returns how many there were. */
export async function wakeWaiting(tx: Sql, shopId: string, sourceId: string, now: Date): Promise<number> {
  return (await tx.run(wake, [shopId, sourceId, now])).length;
}
