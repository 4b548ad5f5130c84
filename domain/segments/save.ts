import type { Context } from "#domain/context";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { storableValue } from "#platform/sql/storable";
import { MOST_SEGMENTS } from "./list.ts";
import { checkName } from "./name.ts";
import { parseRules } from "./tree.ts";

/** What a merchant saves; without an id it is a new segment. */
export interface SegmentToSave {
  id?: string | null;
  name: string;
  /** As it came: parsed here. */
  rules: unknown;
  /** The version that was read and changed; of a new segment none. */
  version?: number | null;
}

export const SEGMENTS_IN_USE: Limit = {
  most: MOST_SEGMENTS,
  count: statement(
    "count-segments-in-use",
    "SELECT count(*) AS count FROM segments WHERE shop_id = $1 AND archived_at IS NULL",
  ),
  code: "segment-too-many",
  says: `Your store has reached the limit of ${MOST_SEGMENTS} segments. Archive one first.`,
};

const namesake = statement(
  "segment-of-this-name",
  `SELECT FROM segments
   WHERE shop_id = $1 AND archived_at IS NULL AND id IS DISTINCT FROM $2::uuid AND lower(name) = lower($3) LIMIT 1`,
);
const update = statement(
  "update-segment",
  `UPDATE segments SET name = $3, rules = $4, version = version + 1, count_due_at = $5, updated_at = $5,
          people = CASE WHEN rules = $4::jsonb THEN people END, subscribed = CASE WHEN rules = $4::jsonb THEN subscribed END,
          counted_at = CASE WHEN rules = $4::jsonb THEN counted_at END
   WHERE shop_id = $1 AND id = $2 AND version = $6 AND archived_at IS NULL
   RETURNING version`,
);

/**
 * Saves what a merchant wrote. Refuses rules without any condition: a campaign to a segment that was never filled in would go
 * to everyone. Otherwise as saveSegment, which takes them from our own code.
 */
export async function saveFilledSegment(
  ctx: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  given: SegmentToSave,
): Promise<{ id: string; version: number }> {
  if (isEveryone(given.rules))
    throw new UserError(
      "segment-empty",
      "Add at least one condition. A segment without conditions includes everyone.",
      "rules",
    );
  return saveSegment(ctx, shopId, given);
}

function isEveryone(rules: unknown): boolean {
  return (
    typeof rules === "object" &&
    rules !== null &&
    "rules" in rules &&
    Array.isArray(rules.rules) &&
    rules.rules.length === 0
  );
}

/**
 * Saves a segment, new or changed, and has it counted soon. Refuses by the field rules that are no rules and a name that is
 * empty or in use, and refuses (segment-changed) a segment that someone else changed, archived or deleted since it was
 * read: nothing of theirs is overwritten.
 */
export async function saveSegment(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  given: SegmentToSave,
): Promise<{ id: string; version: number }> {
  const name = checkName(given.name);
  const rules = parseRules(given.rules);
  const id = given.id ?? newId();
  const saved = await db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    if ((await tx.run(namesake, [shopId, given.id ?? null, name])).length > 0)
      throw new UserError("segment-name-taken", "A segment with this name already exists.", "name");
    const now = clock.now();
    if (given.id) {
      const columns = [shopId, id, name, JSON.stringify(rules), now, given.version ?? 0];
      return (await tx.run<{ version: number }>(update, columns))[0];
    }
    const data = { shopId, id, name, rules: storableValue(rules), countDueAt: now, createdAt: now, updatedAt: now };
    const made = await tx.prisma.segment.create({ data, select: { version: true } });
    await enforceLimit(SEGMENTS_IN_USE, tx, shopId);
    return made;
  });
  if (!saved)
    throw new UserError(
      "segment-changed",
      "This segment was changed by someone else. Reload the page, then make your change again.",
    );
  await enqueue("segment-sizes", { shopId });
  return { id, version: saved.version };
}
