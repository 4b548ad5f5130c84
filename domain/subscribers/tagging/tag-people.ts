import type { Context } from "#domain/context";
import { MOST_TAGS } from "#domain/subscribers/change-tag";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A tag for one person, or one to take from them; named by tagNamed. */
export interface PersonTag {
  shopId: string;
  subscriberId: string;
  tag: string;
}

// Locked in the order of the ids, as every other batch locks people.
const held = `WITH t AS (SELECT DISTINCT u.* FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS u(shop_id, id, tag)),
held AS MATERIALIZED (
  SELECT s.shop_id, s.id, s.tags FROM subscribers s
  WHERE (s.shop_id, s.id) IN (SELECT t.shop_id, t.id FROM t) AND s.redacted_at IS NULL
  ORDER BY s.shop_id, s.id FOR NO KEY UPDATE)`;
const add = statement(
  "tag-people",
  `${held}, fresh AS (
     SELECT h.shop_id, h.id, (array_agg(t.tag ORDER BY t.tag))[1:greatest(0, $4::int - cardinality(h.tags))] AS tags
     FROM held h JOIN t ON t.shop_id = h.shop_id AND t.id = h.id
     WHERE NOT h.tags @> ARRAY[t.tag]
     GROUP BY h.shop_id, h.id, h.tags)
   UPDATE subscribers s SET tags = s.tags || f.tags, updated_at = $5 FROM fresh f
   WHERE s.shop_id = f.shop_id AND s.id = f.id AND cardinality(f.tags) > 0
   RETURNING s.shop_id AS "shopId", s.id AS "subscriberId", f.tags`,
);
const remove = statement(
  "untag-people",
  `${held}, gone AS (
     SELECT h.shop_id, h.id, array_agg(t.tag) AS tags FROM held h JOIN t ON t.shop_id = h.shop_id AND t.id = h.id
     WHERE h.tags @> ARRAY[t.tag]
     GROUP BY h.shop_id, h.id)
   UPDATE subscribers s
   SET tags = ARRAY(SELECT a.tag FROM unnest(s.tags) WITH ORDINALITY AS a(tag, place) WHERE a.tag <> ALL (g.tags) ORDER BY a.place),
       updated_at = $4
   FROM gone g WHERE s.shop_id = g.shop_id AND s.id = g.id`,
);

/**
 * Gives people tags, hundreds at once, inside the caller's transaction. Returns the tags that people did not have before. Who has as
 * many tags as one may have gets no more; erased people and people of another shop are left out. Safe to repeat.
 */
export async function tagPeople(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  tags: PersonTag[],
): Promise<(PersonTag & { at: Date })[]> {
  const at = clock.now();
  const rows = await tx.run<{ shopId: string; subscriberId: string; tags: string[] }>(
    ...batch(add, { u: rowsOf(tags) }, [MOST_TAGS, at]),
  );
  return rows.flatMap(({ tags: added, ...person }) => added.map((tag) => ({ ...person, tag, at })));
}

/** Takes tags from people. A tag that the store gave comes back with the store's next news of that customer. Safe to repeat. */
export async function untagPeople(tx: Sql, { clock }: Pick<Context, "clock">, tags: PersonTag[]): Promise<void> {
  await tx.run(...batch(remove, { u: rowsOf(tags) }, [clock.now()]));
}

function rowsOf(tags: PersonTag[]) {
  return columnsOf(tags, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId, tag: (it) => it.tag });
}
