import { done, intents } from "#app/actions/intents";
import { numberIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { keepActivity } from "#domain/audit/keep";

/** Chooses how long the log is kept. */
export const act = intents<Merchant>({
  save: async ({ ctx, shopId }, form) => {
    await keepActivity(ctx, shopId, numberIn(form, "activityMonths"));
    return done("Saved");
  },
});
