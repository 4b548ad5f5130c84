import type { Context } from "#domain/context";
import { foldAllCounts } from "#domain/messages/counts";
import { auditSentTexts } from "#domain/operations/audit/audit-sent";
import { dropOldPartitions, ensurePartitions } from "#domain/operations/partitions";
import { pruneOldRows } from "#domain/operations/prune";

/**
 * Makes the months ahead, drops those whose retention is over, forgets what no one will ask for, sums up what is tallied, and
 * audits what was sent lately.
 */
export function upkeepWorker(ctx: Context) {
  const { db, clock, log } = ctx;
  return async function handle(): Promise<void> {
    const now = clock.now();
    const made = await ensurePartitions(db, now);
    const dropped = await dropOldPartitions(db, now);
    const pruned = await pruneOldRows(db, now);
    await foldAllCounts(db);
    if (made > 0 || dropped.length > 0) log.info({ made, dropped, pruned }, "partitions");
    await auditSentTexts(ctx);
  };
}
