import { isCode } from "#domain/links/code";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Where its page is found: app/handler.ts. */
export const JOIN_PATH = "/j/";

/** What the sign-up page of a join keyword needs. */
export interface Invitation {
  keywordId: string;
  shopId: string;
  domain: string;
  country: string | null;
  brand: string;
  word: string;
  /** Signing up by it needs a YES by text. */
  asksFirst: boolean;
  /** The number to text; null while the store has none in service. */
  phone: string | null;
}

const find = statement(
  "find-invitation",
  `SELECT k.id AS "keywordId", k.shop_id AS "shopId", h.domain, h.country, k.words[1] AS word,
          k.asks_first AS "asksFirst",
          coalesce(c.brand_name, h.name, split_part(h.domain, '.', 1)) AS brand,
          (SELECT s.phone FROM senders s WHERE s.shop_id = k.shop_id AND s.state = 'active'
           ORDER BY s.parts_per_second DESC, s.created_at, s.id LIMIT 1) AS phone
   FROM keywords k JOIN shops h ON h.id = k.shop_id LEFT JOIN shop_settings c ON c.shop_id = k.shop_id
   WHERE k.code = $1 AND k.joins AND (k.ends_at IS NULL OR k.ends_at > $2)
     AND h.installed_at IS NOT NULL AND h.uninstalled_at IS NULL`,
);

/** The join keyword with this code, of an installed shop; null when there is none, or it has ended. */
export async function findInvitation(sql: Pick<Sql, "run">, code: string, now: Date): Promise<Invitation | null> {
  if (!isCode(code)) return null;
  const [invitation] = await sql.run<Invitation>(find, [code, now]);
  return invitation ?? null;
}
