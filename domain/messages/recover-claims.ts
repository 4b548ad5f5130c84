import { CALL_SECONDS } from "#domain/messages/hand-off";
import type { Sql } from "#platform/db";
import { statementFile } from "#platform/statement";

/**
 * A claim is abandoned when its last possible call has had its full time-out and more: only then can its worker, frozen
 * or dead, no longer be talking to the provider.
 */
const MARGIN_SECONDS = 3;
/** Claims at a time, of up to 250 texts each. */
const MOST_CLAIMS = 4;

const recover = statementFile(import.meta.url, "./recover-claims.sql");

/**
 * Turns the claims of workers that died into outcomes to be asked for. Returns how many texts that are; at most those
 * of four claims at a time. Safe to repeat and to run twice at once.
 */
export async function recoverClaims(sql: Sql): Promise<number> {
  const [row] = await sql.run<{ recovered: number }>(recover, [CALL_SECONDS + MARGIN_SECONDS, MOST_CLAIMS]);
  return row?.recovered ?? 0;
}
