import type { Context } from "#domain/context";
import { MOST_SEGMENTS } from "#domain/segments/list";
import { checkName } from "#domain/segments/name";
import { parseRules } from "#domain/segments/tree";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** What a merchant saves; without an id it is a new segment. */
export interface SegmentToSave {
  id?: string | null;
  name: string;
  /** As it came: parsed here. */
  rules: unknown;
  /** The version that was read and changed; of a new segment none. */
  version?: number | null;
}

const hold = statement("hold-shop-of-segments", "SELECT FROM shops WHERE id = $1 FOR NO KEY UPDATE");
const others = statement(
  "segments-beside",
  `SELECT count(*) AS count, coalesce(bool_or(lower(name) = lower($3)), false) AS "isTaken"
   FROM segments WHERE shop_id = $1 AND archived_at IS NULL AND id IS DISTINCT FROM $2::uuid`,
);
const insert = statement(
  "insert-segment",
  `INSERT INTO segments (shop_id, id, name, rules, count_due_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5, $5)
   RETURNING version`,
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
 * Saves a segment, new or changed, and has it counted soon. Refuses by the field rules that are no rules and a name that is
 * empty or in use, and refuses (segment-changed) a segment that somebody else changed, archived or deleted since it was
 * read: nothing of theirs is overwritten.
 */
export async function saveSegment(
  { db, clock, ring }: Pick<Context, "db" | "clock" | "ring">,
  shopId: string,
  given: SegmentToSave,
): Promise<{ id: string; version: number }> {
  const name = checkName(given.name);
  const rules = JSON.stringify(parseRules(given.rules));
  const id = given.id ?? newId();
  const saved = await db.transaction(async (tx) => {
    await tx.run(hold, [shopId]);
    await checkBeside(tx, shopId, given.id ?? null, name);
    const columns = [shopId, id, name, rules, clock.now()];
    const [row] = given.id
      ? await tx.run<{ version: number }>(update, [...columns, given.version ?? 0])
      : await tx.run<{ version: number }>(insert, columns);
    return row;
  });
  if (!saved)
    throw new UserError(
      "segment-changed",
      "Somebody else changed this segment meanwhile. Reload it, then make your change.",
    );
  await ring("segment-sizes", { shopId });
  return { id, version: saved.version };
}

async function checkBeside(tx: Sql, shopId: string, id: string | null, name: string): Promise<void> {
  const [beside] = await tx.run<{ count: number; isTaken: boolean }>(others, [shopId, id, name]);
  if (beside?.isTaken) throw new UserError("segment-name-taken", "Another segment has this name.", "name");
  if (id === null && beside && beside.count >= MOST_SEGMENTS)
    throw new UserError("segment-too-many", `A shop has at most ${MOST_SEGMENTS} segments: archive one first.`);
}
