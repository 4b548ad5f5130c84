import type { Context } from "#domain/context";
import { adviseStart, type StartAdvice } from "#domain/forecast/advise-start";
import { statement } from "#platform/sql/statement";

/** A scheduled campaign that starts while an earlier one still uses its number. */
export interface CrowdedStart extends StartAdvice {
  id: string;
  name: string;
  startsAt: Date;
}

/** Each is estimated with those before it, which reads their audiences. */
const MOST_ADVISED = 5;

const scheduledSoonAfter = statement(
  "scheduled-soon-after",
  `SELECT c.id, c.name, c.sender_id AS "senderId", c.scheduled_at AS "startsAt"
   FROM campaigns c
   WHERE c.shop_id = $1 AND c.state = 'scheduled' AND c.local_time IS NULL AND c.scheduled_at > $2
     AND EXISTS (SELECT FROM campaigns e WHERE e.shop_id = $1 AND e.state = 'scheduled' AND e.local_time IS NULL
       AND (e.scheduled_at, e.id) < (c.scheduled_at, c.id) AND e.scheduled_at > c.scheduled_at - interval '12 hours')
   ORDER BY c.scheduled_at, c.id LIMIT $3`,
);

/**
 * The scheduled campaigns of a shop that would start while an earlier one still uses the same number, with the time at which it
 * is free: at most five, the earliest first. A heavy read.
 */
export async function findCrowdedStarts(
  ctx: Pick<Context, "db" | "providers" | "clock" | "shortLinkUrl" | "replica">,
  shopId: string,
): Promise<CrowdedStart[]> {
  const found: CrowdedStart[] = [];
  const scheduled = await ctx.db.run<{ id: string; name: string; senderId: string | null; startsAt: Date }>(
    scheduledSoonAfter,
    [shopId, ctx.clock.now(), MOST_ADVISED],
  );
  for (const { id, name, senderId, startsAt } of scheduled) {
    const advice = await adviseStart(ctx, shopId, { campaignId: id, senderId, startsAt });
    if (advice) found.push({ id, name, startsAt, ...advice });
  }
  return found;
}
