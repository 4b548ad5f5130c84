import type { Merchant } from "#app/authenticate";
import { describeTurn, switchTimeline } from "#domain/kill-switch/timeline";
import { dailySpending } from "#domain/spending/daily-cap";
import { capText } from "#domain/spending/dollars";
import { fingerprintOf } from "#platform/fingerprint";

/** Whether sending is stopped and who did that before, and what today's texts cost so far. */
export async function readSending({ ctx, shopId, shop }: Merchant) {
  const [turns, today] = await Promise.all([
    switchTimeline(ctx.db, shopId),
    dailySpending(ctx.db, shopId, ctx.clock.now()),
  ]);
  return {
    isStopped: shop.sendingStoppedAt !== null,
    isByOperator: shop.sendingStoppedBy === "operator",
    turns: turns.map(({ at, ...turn }) => ({ at, sentence: describeTurn(turn) })),
    cap: today.capMicros === null ? "" : capText(today.capMicros),
    today,
    version: fingerprintOf(today.capMicros),
  };
}

export type SendingData = Awaited<ReturnType<typeof readSending>>;
