import { CALL_SECONDS } from "#domain/messages/hand-off";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

/**
 * A claim is abandoned when its last possible call has had its full time-out and more: only then can its worker, frozen
 * or dead, no longer be talking to the provider.
 */
const MARGIN_SECONDS = 3;

const recover = statement(
  "recover-claims",
  `UPDATE messages m SET state = 'unknown', reason = 'outcome-unknown', ask_at = clock_timestamp(), claim_ends_at = NULL
   FROM (SELECT shop_id, month, id FROM messages
         WHERE state = 'sending' AND claim_ends_at < clock_timestamp() - make_interval(secs => $1)
         ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED) dead
   WHERE m.shop_id = dead.shop_id AND m.month = dead.month AND m.id = dead.id
   RETURNING m.id`,
);

/** Turns the claims of workers that died into outcomes to be asked for. Returns how many; at most 1,000 at a time. */
export async function recoverClaims(sql: Sql): Promise<number> {
  return (await sql.run(recover, [CALL_SECONDS + MARGIN_SECONDS])).length;
}
