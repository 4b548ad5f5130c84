import type { Merchant } from "#app/authenticate";
import { readDrift } from "#domain/reconciliation/drift";

/** How many of the store's changes we were not told of. */
export async function readMissedEvents({ ctx, shopId }: Merchant) {
  return { drift: await readDrift(ctx.db, shopId) };
}

export type MissedEventsData = Awaited<ReturnType<typeof readMissedEvents>>;
