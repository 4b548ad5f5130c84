import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { CALL_SECONDS } from "#domain/messages/delivery/hand-off";
import { firstCheckAt } from "#domain/messages/delivery/receipt-schedule";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Db } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/**
 * A claim is abandoned when its last possible call has had its full time-out and more: only then can its worker, frozen
 * or dead, no longer be talking to the provider.
 */
const MARGIN_SECONDS = 3;
/** Claims at a time, of up to 250 texts each. */
const MOST_CLAIMS = 4;

/** A claim is locked before its texts, as by those who record outcomes. The time as text: a Date would lose its microseconds. */
const lockDead = statement(
  "lock-dead-claims",
  `SELECT shop_id AS "shopId", claimed_at::text AS "claimedAt", id,
          ARRAY(SELECT DISTINCT month::text FROM unnest(months) AS month) AS months
   FROM claims WHERE ends_at < clock_timestamp() - make_interval(secs => $1)
   ORDER BY ends_at LIMIT $2
   FOR UPDATE SKIP LOCKED`,
);

/** When the sweep adds the job. */
export const dueClaims: Due<"outcomes"> = { anything: "SELECT 1 FROM claims WHERE ends_at < clock_timestamp()" };

interface DeadClaim {
  shopId: string;
  claimedAt: string;
  id: string;
  months: string[];
}

const recover = statementFile(import.meta.url, "./recover-claims.sql");

/**
 * Turns the claims of workers that died into outcomes to be asked for. Returns how many texts that are; at most those
 * of four claims at a time. Safe to repeat and to run twice at once.
 */
export function recoverClaims(
  ctx: Pick<Context, "clock" | "receiptPatienceMs"> & { db: Pick<Db, "transaction"> },
): Promise<number> {
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const dead = await tx.run<DeadClaim>(lockDead, [CALL_SECONDS + MARGIN_SECONDS, MOST_CLAIMS]);
    if (dead.length === 0) return 0;
    const [row] = await tx.run<{ recovered: number }>(
      ...batch(
        recover,
        {
          k: columnsOf(dead, {
            shop_id: ({ shopId }) => shopId,
            claimed_at: ({ claimedAt }) => claimedAt,
            id: ({ id }) => id,
          }),
        },
        [[...new Set(dead.flatMap(({ months }) => months))], now, firstCheckAt(ctx, now)],
      ),
    );
    return row?.recovered ?? 0;
  });
}
