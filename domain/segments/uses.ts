import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** What is for a segment or a list, or was. */
export interface Use {
  kind: "campaign" | "segment";
  id: string;
  name: string;
  /** Of a campaign; null of a segment, which asks whether people are on a list. */
  state: string | null;
}

interface Row extends Use {
  /** Of the segment or the list. */
  of: string;
}

/** Campaigns of a shop looked at, the newest: what a screen names of the past. */
const RECENT = 2_000;

const readUsesOfAudiences = statement(
  "uses-of-audiences",
  `SELECT coalesce(k.audience ->> 'segmentId', k.audience ->> 'listId') AS of, 'campaign' AS kind, k.id, k.name, k.state
   FROM (SELECT id, name, state, audience FROM campaigns WHERE shop_id = $1 ORDER BY created_at DESC LIMIT $2) AS k
   WHERE k.audience ->> 'kind' IN ('segment', 'list')
   UNION ALL
   SELECT list #>> '{}', 'segment', s.id, s.name, NULL
   FROM segments s, jsonb_path_query(s.rules, '$.** ? (@.type == "list").id') AS list
   WHERE s.shop_id = $1 AND s.archived_at IS NULL`,
);

/** What each segment and each list of a shop is used by, by its id; one that is used by nothing is not there. */
export async function usesOfAudiences(db: Sql, shopId: string): Promise<Map<string, Use[]>> {
  const rows = await db.run<Row>(readUsesOfAudiences, [shopId, RECENT]);
  const uses = Map.groupBy(rows, ({ of }) => of);
  return new Map([...uses].map(([id, those]) => [id, those.map(({ of: _, ...use }) => use)]));
}
