import type { Context } from "#domain/context";
import { boundsOf } from "#domain/segments/period";
import { type GrowthDay, subscriberGrowth } from "#domain/subscribers/growth";

const DAYS = 30;

/** The last 30 days as a segment means them ("subscribed in the last 30 days"), so that both count the same people. */
export async function recentGrowth(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  timeZone: string,
): Promise<GrowthDay[]> {
  const to = clock.now();
  const { from } = boundsOf({ kind: "last", days: DAYS }, to, timeZone);
  return subscriberGrowth(db, shopId, { timeZone, from: from ?? to, to });
}
