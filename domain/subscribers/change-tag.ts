import type { Context } from "#domain/context";
import { tagNamed, tagProblem } from "#domain/subscribers/tagging/tag-name";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** As many as anyone picks by hand; an import tags a whole file. */
export const MOST_PEOPLE = 1_000;
/** As many as Shopify's customers may have. */
export const MOST_TAGS = 250;

// Locked in the order of the ids, as every other batch locks people.
const held = `WITH held AS MATERIALIZED (
  SELECT s.id FROM subscribers s
  WHERE s.shop_id = $1 AND s.id = ANY($2::uuid[]) AND s.redacted_at IS NULL ORDER BY s.id FOR NO KEY UPDATE)`;
const add = statement(
  "add-tag",
  `${held} UPDATE subscribers s SET tags = s.tags || $3::text, updated_at = $4 FROM held
   WHERE s.shop_id = $1 AND s.id = held.id AND s.tags @> ARRAY[$3::text] IS NOT TRUE RETURNING s.id`,
);
const full = statement(
  "people-full-of-tags",
  `SELECT count(*) AS count FROM subscribers
   WHERE shop_id = $1 AND id = ANY($2::uuid[]) AND redacted_at IS NULL AND cardinality(tags) > $3`,
);
const remove = statement(
  "remove-tag",
  `${held} UPDATE subscribers s SET tags = array_remove(s.tags, $3::text), updated_at = $4 FROM held
   WHERE s.shop_id = $1 AND s.id = held.id AND s.tags @> ARRAY[$3::text] RETURNING s.id`,
);

export interface TagChange {
  subscriberIds: string[];
  tag: string;
  change: "add" | "remove";
}

/** What follows from a new tag, in the same transaction: subscribers know nothing of flows. */
export type OnTagged = (
  tx: Sql,
  tagged: { shopId: string; subscriberId: string; tag: string; at: Date }[],
) => Promise<void>;

/**
 * Gives people a tag, or takes it from them, and returns of how many that changed something. Ids of no subscriber of the
 * shop are left out. A tag that the store gave comes back with the store's next news of that customer. Refuses an empty or
 * overlong tag, one with a comma, and more people than anyone picks by hand. Safe to repeat.
 */
export async function changeTag(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  { subscriberIds, tag, change }: TagChange,
  onTagged: OnTagged = async () => {},
): Promise<number> {
  const word = tagNamed(tag);
  const problem = tagProblem(tag);
  // A longer one may have come from an import.
  if (problem && !(change === "remove" && problem.code === "tag-long"))
    throw new UserError(problem.code, problem.says, "tag");
  if (subscriberIds.length > MOST_PEOPLE)
    throw new UserError("tag-many", `Select up to ${MOST_PEOPLE.toLocaleString("en-US")} people at a time.`);
  return db.transaction(async (tx) => {
    const at = clock.now();
    const changed = await tx.run<{ id: string }>(change === "add" ? add : remove, [shopId, subscriberIds, word, at]);
    if (change === "add" && changed.length > 0) {
      await refuseFull(tx, shopId, subscriberIds);
      await onTagged(
        tx,
        changed.map(({ id: subscriberId }) => ({ shopId, subscriberId, tag: word, at })),
      );
    }
    return changed.length;
  });
}

/** After the writing, which holds the people: the transaction then changes nothing. */
async function refuseFull(tx: Sql, shopId: string, subscriberIds: string[]): Promise<void> {
  const [row] = await tx.run<{ count: number }>(full, [shopId, subscriberIds, MOST_TAGS]);
  if (row && row.count > 0)
    throw new UserError(
      "tag-person-full",
      `${row.count === 1 ? "One of these people has" : `${row.count.toLocaleString("en-US")} of these people have`} ${MOST_TAGS} tags, which is the limit. Remove a tag from them first, or deselect them.`,
      "tag",
    );
}
