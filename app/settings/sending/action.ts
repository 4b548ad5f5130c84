import { checkUnchanged } from "#app/actions/form-version";
import { done, intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { startSending } from "#domain/kill-switch/start";
import { stopSending } from "#domain/kill-switch/stop";
import { dailySpending, setDailyCap } from "#domain/spending/daily-cap";
import { parseCap } from "#domain/spending/dollars";

/** Stops and starts all sending, and saves the daily spending limit. */
export const act = intents<Merchant>({
  stop: async ({ ctx, shopId }, form) => {
    await stopSending(ctx, { shopId, by: "merchant", because: textIn(form, "because") });
    return done("All sending is stopped");
  },
  start: async ({ ctx, shopId }) => {
    await startSending(ctx, { shopId, by: "merchant" });
    return done("Sending resumed");
  },
  cap: async ({ ctx, shopId }, form) => {
    const { capMicros } = await dailySpending(ctx.db, shopId, ctx.clock.now());
    const next = parseCap(textIn(form, "dailySpendCap"), "dailySpendCap");
    checkUnchanged(form, capMicros, next);
    await setDailyCap(ctx, shopId, next);
    return done("Spending limit saved");
  },
});
