import type { Context } from "#domain/context";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

/** As many as anybody picks by hand; an import tags a whole file. */
export const MOST_PEOPLE = 1_000;
/** As long as Shopify's may be. */
const LONGEST_TAG = 40;

// Locked in the order of the ids, as every other batch locks people.
const held = `WITH held AS MATERIALIZED (
  SELECT s.id FROM subscribers s
  WHERE s.shop_id = $1 AND s.id = ANY($2::uuid[]) AND s.redacted_at IS NULL ORDER BY s.id FOR NO KEY UPDATE)`;
const add = statement(
  "add-tag",
  `${held} UPDATE subscribers s SET tags = s.tags || $3::text, updated_at = $4 FROM held
   WHERE s.shop_id = $1 AND s.id = held.id AND s.tags @> ARRAY[$3::text] IS NOT TRUE RETURNING 1 AS changed`,
);
const remove = statement(
  "remove-tag",
  `${held} UPDATE subscribers s SET tags = array_remove(s.tags, $3::text), updated_at = $4 FROM held
   WHERE s.shop_id = $1 AND s.id = held.id AND s.tags @> ARRAY[$3::text] RETURNING 1 AS changed`,
);

export interface TagChange {
  subscriberIds: string[];
  tag: string;
  change: "add" | "remove";
}

/**
 * Gives people a tag, or takes it from them, and returns of how many that changed something. Ids of no subscriber of the
 * shop are left out. A tag that the store gave comes back with the store's next news of that customer. Refuses an empty or
 * overlong tag, one with a comma, and more people than anybody picks by hand. Safe to repeat.
 */
export async function changeTag(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  { subscriberIds, tag, change }: TagChange,
): Promise<number> {
  const word = storableText(tag).trim();
  if (word === "") throw new UserError("tag-empty", "Enter a tag.", "tag");
  if (word.includes(",")) throw new UserError("tag-comma", "A tag has no comma in it. Add one at a time.", "tag");
  if (change === "add" && word.length > LONGEST_TAG)
    throw new UserError("tag-long", `A tag has at most ${LONGEST_TAG} characters.`, "tag");
  if (subscriberIds.length > MOST_PEOPLE)
    throw new UserError("tag-many", `Choose at most ${MOST_PEOPLE.toLocaleString("en-US")} people at a time.`);
  return (await db.run(change === "add" ? add : remove, [shopId, subscriberIds, word, clock.now()])).length;
}
