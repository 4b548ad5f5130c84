import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface List {
  id: string;
  name: string;
  people: number;
  /** Of them, those who agreed to marketing texts. */
  subscribed: number;
  createdAt: Date;
}

const MOST = 500;

const readLists = statement(
  "list-lists",
  `SELECT l.id, l.name, l.created_at AS "createdAt", count(s.id) AS people,
          count(*) FILTER (WHERE s.marketing = 'subscribed') AS subscribed
   FROM lists l
   LEFT JOIN list_members m ON m.shop_id = l.shop_id AND m.list_id = l.id
   LEFT JOIN subscribers s ON s.shop_id = m.shop_id AND s.id = m.subscriber_id AND s.redacted_at IS NULL
   WHERE l.shop_id = $1
   GROUP BY l.id, l.name, l.created_at
   ORDER BY lower(l.name), l.id LIMIT $2`,
);

/** The shop's lists by name, with how many are on each. */
export function listLists(db: Sql, shopId: string): Promise<List[]> {
  return db.run<List>(readLists, [shopId, MOST]);
}
