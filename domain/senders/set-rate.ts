import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

const LEAST_PARTS_PER_SECOND = 0.1;
/** Twilio's account-wide ceiling for short codes; nobody is allowed more. */
const MOST_PARTS_PER_SECOND = 2_000;

const update = statement(
  "set-sender-rate",
  "UPDATE senders SET parts_per_second = $3 WHERE shop_id = $1 AND id = $2 AND released_at IS NULL RETURNING id",
);

/** Sets the throughput that the number's registration allows, in message parts per second. Refuses by the field. */
export async function setSenderRate(db: Sql, shopId: string, senderId: string, partsPerSecond: number): Promise<void> {
  if (!(partsPerSecond >= LEAST_PARTS_PER_SECOND && partsPerSecond <= MOST_PARTS_PER_SECOND))
    throw new UserError("sender-rate-wrong", "Enter a rate between 0.1 and 2,000 parts a second.", "partsPerSecond");
  const rows = await db.run(update, [shopId, senderId, partsPerSecond]);
  if (rows.length === 0) throw new UserError("sender-not-found", "This number is not connected.");
}
