import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { SpendingReason } from "./grant.ts";

const reopen = statement(
  "reopen-counters",
  "UPDATE spend_counters SET refused = NULL WHERE shop_id = $1 AND kind = $2 AND target = ANY($3::uuid[]) AND refused IS NOT NULL",
);

/** A text that is just being claimed is passed over: its claim meets the new limit or waits once more, for a moment. */
const wake = statement(
  "wake-refused",
  `UPDATE messages SET due_at = $3
   WHERE (shop_id, month, id) IN (
     SELECT shop_id, month, id FROM messages
     WHERE shop_id = $1 AND is_waiting AND reason = $2 AND due_at > $3 AND due_at < '9999-01-01'
     FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

interface Refused {
  shopId: string;
  kind: "day" | "budget";
  targets: string[];
  reason: SpendingReason;
}

/**
 * After a limit was raised or removed: it refuses no one until a text does not fit again, and what waited for its day to
 * end is due now, where every gate decides again. Returns how many texts that are. The sweep enqueues them.
 */
export async function wakeRefused(db: Sql, { shopId, kind, targets, reason }: Refused, now: Date): Promise<number> {
  await db.run(reopen, [shopId, kind, targets]);
  return (await db.run(wake, [shopId, reason, now])).length;
}
