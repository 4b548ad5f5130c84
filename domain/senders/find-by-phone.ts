import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

const find = statement(
  "find-senders-by-phone",
  `SELECT phone, shop_id AS "shopId", id AS "senderId" FROM senders WHERE phone = ANY($1::text[]) AND released_at IS NULL`,
);

/**
 * Whose these numbers are (E.164), for inbound texts: an inbound text names only the number. Stopped numbers still
 * receive; released ones are nobody's. Numbers we do not know are not in the map.
 */
export async function findSendersByPhone(
  tx: Sql,
  phones: string[],
): Promise<Map<string, { shopId: string; senderId: string }>> {
  // A text that PostgreSQL cannot take is no number, and would fail the query for all the others.
  const known = new Set(phones.filter((phone) => phone === storableText(phone)));
  if (known.size === 0) return new Map();
  const rows = await tx.run<{ phone: string; shopId: string; senderId: string }>(find, [[...known]]);
  return new Map(rows.map(({ phone, ...sender }) => [phone, sender]));
}
