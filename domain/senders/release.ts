import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";

const release = statement(
  "release-sender",
  `UPDATE senders SET state = 'released', released_at = coalesce(released_at, $3) WHERE shop_id = $1 AND id = $2 RETURNING id`,
);

/**
 * Gives a number back: another shop may take it when it has rested (RESTING_DAYS). Its waiting texts are not moved to another number; they wait until
 * they expire. Texts that people still write to it come to this shop (find-inbound.ts). Safe to repeat.
 */
export async function releaseSender(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  senderId: string,
): Promise<void> {
  const rows = await db.run(release, [shopId, senderId, clock.now()]);
  if (rows.length === 0) throw new UserError("sender-not-found", "This number isn’t connected.");
}
