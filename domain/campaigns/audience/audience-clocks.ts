import type { LocalClock } from "#domain/campaigns/drafts/local-time";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { audienceKey, audienceStatement, type People } from "./audience-people.ts";

const clocks = audienceStatement(
  "audience-clocks",
  (people) => `
  SELECT DISTINCT s.time_zone AS zone, CASE WHEN s.time_zone IS NULL THEN s.rule_signature ELSE '' END AS signature
  FROM subscribers s WHERE s.shop_id = $1 AND ${people}`,
);

const shopClock = statement(
  "shop-clock",
  "SELECT coalesce(time_zone, 'UTC') AS zone, '' AS signature FROM shops WHERE id = $1",
);

/**
 * The clocks by which an audience lives at present: a few, however many people it has, all of whom are read once. The
 * shop's own when there is no one yet.
 */
export async function audienceClocks(db: Sql, shopId: string, people: People): Promise<LocalClock[]> {
  const found = await db.run<LocalClock>(clocks(people), [shopId, audienceKey(people)]);
  return found.length > 0 ? found : await db.run<LocalClock>(shopClock, [shopId]);
}
