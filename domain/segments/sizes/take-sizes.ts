import { DateTime } from "luxon";
import type { Context } from "#domain/context";
import { limitOf } from "#domain/flags/open-flags";
import type { Due } from "#domain/jobs";
import { asOf } from "#domain/segments/as-of";
import { parseRules } from "#domain/segments/tree";
import { statement } from "#platform/sql/statement";
import { countSegment, type SegmentCount } from "./count.ts";

/** When a segment is next counted: at this hour of the shop's next day, when hardly anyone is texted. */
const HOUR = 3;
/** More than two years of growth. */
const KEPT_DAYS = 800;

/** When the sweep adds the job. At night the segments of all shops are due at once: a few at a time. */
export const dueSizes: Due<"segment-sizes"> = {
  shops: `SELECT DISTINCT d.shop_id
    FROM (SELECT shop_id FROM segments WHERE archived_at IS NULL AND count_due_at <= $1 ORDER BY count_due_at LIMIT 100) AS d
    JOIN shops h ON h.id = d.shop_id`,
};

const due = statement(
  "segments-due",
  `SELECT id, rules, version FROM segments WHERE shop_id = $1 AND archived_at IS NULL AND count_due_at <= $2 ORDER BY count_due_at, id LIMIT $3`,
);
const keep = statement(
  "keep-segment-size",
  `WITH segment AS (
     UPDATE segments SET people = $4, subscribed = $5, is_exact = $6, counted_at = $7, count_due_at = $8
     WHERE shop_id = $1 AND id = $2 AND version = $9 RETURNING id
   ), old AS (
     DELETE FROM segment_sizes WHERE shop_id = $1 AND segment_id = $2 AND day < $3::date - ${KEPT_DAYS}
   )
   INSERT INTO segment_sizes AS z (shop_id, segment_id, day, people, subscribed, is_exact)
   SELECT $1, id, $3::date, $4, $5, $6 FROM segment
   ON CONFLICT (shop_id, segment_id, day) DO UPDATE
   SET people = excluded.people, subscribed = excluded.subscribed, is_exact = excluded.is_exact`,
);

interface DueSegment {
  id: string;
  rules: unknown;
  version: number;
}

/**
 * Counts segments of a shop whose turn it is, and keeps each size as that day's. True when more are due. One at a time, on
 * the replica when there is one, each with a bound on its time; what cannot be counted is tried again the next day. Safe
 * to repeat: a day keeps its last count.
 */
export async function takeSizes(
  ctx: Pick<Context, "db" | "clock" | "replica" | "log" | "flags">,
  shopId: string,
): Promise<boolean> {
  const now = ctx.clock.now();
  // Then the job gives its place to another shop's.
  const atATime = await limitOf(ctx, "segments.sizes-at-a-time", shopId);
  const patienceMs = (await limitOf(ctx, "segments.patience-seconds", shopId)) * 1_000;
  const segments = await ctx.db.run<DueSegment>(due, [shopId, now, atATime]);
  if (segments.length === 0) return false;
  const { zone } = await asOf(ctx.db, shopId, now);
  const local = DateTime.fromJSDate(now, { zone });
  const next = local.plus({ days: 1 }).startOf("day").set({ hour: HOUR }).toJSDate();
  for (const segment of segments) {
    // Whatever happens to this count, it is not what the next look finds first.
    await ctx.db.prisma.segment.updateMany({ where: { shopId, id: segment.id }, data: { countDueAt: next } });
    const size = await countOne(ctx, shopId, segment, patienceMs);
    if (size === null) continue;
    const { people, subscribed, isExact, at } = size;
    const day = local.toISODate();
    await ctx.db.run(keep, [shopId, segment.id, day, people, subscribed, isExact, at, next, segment.version]);
  }
  return segments.length === atATime;
}

async function countOne(
  ctx: Pick<Context, "db" | "clock" | "replica" | "log">,
  shopId: string,
  { id, rules }: DueSegment,
  timeoutMs: number,
): Promise<SegmentCount | null> {
  try {
    const count = await countSegment(ctx, shopId, parseRules(rules), { timeoutMs });
    return count.kind === "counted" ? count : null;
  } catch (err) {
    // One segment that cannot be read keeps no other one from being counted.
    ctx.log.error({ err, shopId, segmentId: id }, "segment not counted");
    return null;
  }
}
