import type { Merchant } from "#app/authenticate";
import { later } from "#app/later";
import { inTurn, type Turns } from "#app/request-limits";
import { nextBusyDay } from "#domain/forecast/preparation/busy-days";
import { findCrowdedStarts } from "#domain/forecast/preparation/crowded-starts";
import { readChecks } from "#domain/forecast/preparation/read-checks";

/** The next busy day, every check for it, and advice about what is scheduled. */
export async function readPreparation({ ctx, shopId, shop }: Merchant, turns: Turns) {
  const timeZone = shop.timeZone ?? "UTC";
  const day = nextBusyDay(ctx.clock.now(), timeZone);
  return {
    day,
    checks: await inTurn(turns, shopId, () => readChecks(ctx, shopId, { day, timeZone })),
    // Not awaited: several audiences are counted.
    crowded: later(inTurn(turns, shopId, () => findCrowdedStarts(ctx, shopId))),
  };
}

export type PreparationData = Awaited<ReturnType<typeof readPreparation>>;
