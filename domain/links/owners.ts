import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

interface LinkOwner {
  shopId: string;
  subscriberId: string;
}

/** Served by the primary key. */
const find = statement(
  "owners-of-links",
  `SELECT code, shop_id AS "shopId", subscriber_id AS "subscriberId" FROM short_links WHERE code = ANY($1::text[])`,
);

/** Whom the texts with these links were sent to, by code. Codes that never were are missing. */
export async function ownersOfLinks(sql: Sql, codes: string[]): Promise<Map<string, LinkOwner>> {
  if (codes.length === 0) return new Map();
  const rows = await sql.run<LinkOwner & { code: string }>(find, [codes]);
  return new Map(rows.map(({ code, ...owner }) => [code, owner]));
}
