import type { Context } from "#domain/context";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { notFoundError, UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { SEGMENTS_IN_USE } from "./save.ts";

const lock = statement(
  "lock-segment",
  'SELECT archived_at AS "archivedAt" FROM segments WHERE shop_id = $1 AND id = $2 FOR UPDATE',
);
/** Whose audience is still to be counted. */
const waiting = statement(
  "campaigns-of-segment",
  `SELECT name FROM campaigns
   WHERE shop_id = $1 AND audience ->> 'segmentId' = $2 AND state IN ('scheduled', 'preparing', 'paused') AND snapshot_done_at IS NULL
   ORDER BY created_at LIMIT 1`,
);
/** Whose trigger it is. */
const watching = statement(
  "flows-of-segment",
  `SELECT f.name FROM trigger_watches w JOIN flows f ON f.shop_id = w.shop_id AND f.id = w.flow_id
   WHERE w.shop_id = $1 AND w.segment_id = $2 AND f.state = 'live' AND f.deleted_at IS NULL
   ORDER BY f.created_at LIMIT 1`,
);
const restore = statement(
  "restore-segment",
  `UPDATE segments SET archived_at = NULL, count_due_at = $3 WHERE shop_id = $1 AND id = $2
     AND NOT EXISTS (SELECT FROM segments o WHERE o.shop_id = $1 AND o.archived_at IS NULL AND o.id <> $2 AND lower(o.name) = lower(segments.name))
   RETURNING id`,
);
const remove = statement(
  "delete-segment",
  `WITH sizes AS (DELETE FROM segment_sizes WHERE shop_id = $1 AND segment_id = $2)
   DELETE FROM segments WHERE shop_id = $1 AND id = $2`,
);

/** As many as in use. */
export const ARCHIVED_SEGMENTS: Limit = {
  most: 500,
  count: statement(
    "count-archived-segments",
    "SELECT count(*) AS count FROM segments WHERE shop_id = $1 AND archived_at IS NOT NULL",
  ),
  code: "segment-archive-full",
  says: "Your store has reached the limit of 500 archived segments. Delete an archived segment first.",
};

/**
 * Puts a segment out of sight; its name is free again. Refuses while a campaign that is still to count its audience is for
 * it, or a live flow whose trigger it is. Of an archived one it changes nothing.
 */
export async function archiveSegment(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  segmentId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const { archivedAt } = await lockUnused(tx, shopId, segmentId);
    if (archivedAt !== null) return;
    await refuseIfWatched(tx, shopId, segmentId);
    const where = { shopId_id: { shopId, id: segmentId } };
    await tx.prisma.segment.update({ where, data: { archivedAt: clock.now() } });
    await enforceLimit(ARCHIVED_SEGMENTS, tx, shopId);
  });
}

/** Takes a segment out of the archive. Refuses when another one has its name by now. */
export async function restoreSegment(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  segmentId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    await lockUnused(tx, shopId, segmentId);
    if ((await tx.run(restore, [shopId, segmentId, clock.now()])).length === 0)
      throw new UserError(
        "segment-name-taken",
        "Another segment now has this name. Rename that segment first.",
        "name",
      );
    await enforceLimit(SEGMENTS_IN_USE, tx, shopId);
  });
}

/** Deletes a segment and the record of its growth. Refuses as archiveSegment does; campaigns that were sent keep its name. */
export async function deleteSegment({ db }: Pick<Context, "db">, shopId: string, segmentId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockUnused(tx, shopId, segmentId);
    await refuseIfWatched(tx, shopId, segmentId);
    await tx.run(remove, [shopId, segmentId]);
  });
}

/** Scheduling a campaign holds its segment too (campaigns/audience-people.ts), so that one of the two sees the other. */
async function lockUnused(tx: Sql, shopId: string, segmentId: string): Promise<{ archivedAt: Date | null }> {
  const [segment] = await tx.run<{ archivedAt: Date | null }>(lock, [shopId, segmentId]);
  if (!segment) throw notFoundError("segment");
  const [campaign] = await tx.run<{ name: string }>(waiting, [shopId, segmentId]);
  if (campaign)
    throw new UserError(
      "segment-in-use",
      `The campaign “${campaign.name}” is scheduled to this segment. Change or cancel the campaign first.`,
    );
  return segment;
}

async function refuseIfWatched(tx: Sql, shopId: string, segmentId: string): Promise<void> {
  const [flow] = await tx.run<{ name: string }>(watching, [shopId, segmentId]);
  if (flow)
    throw new UserError(
      "segment-in-use",
      `People enter the flow “${flow.name}” by this segment. Pause the flow first, or choose another segment for it.`,
    );
}
