import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#domain/context";
import { presets } from "#domain/flows/presets/registry";
import { installFlows } from "#domain/flows/publishing/install";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";

const REMINDER = "Your {{ cart.first_item }} is still in your cart at {{ shop.name }}: {{ link }}";

/**
 * Sets both of a shop's flows live: the order confirmation as it comes, and a cart reminder that waits for nothing, so
 * that a text's way can be timed from its event. `ctx.clock` says when; what happened before begins no walk.
 */
export async function publishFlows(ctx: Pick<Context, "db" | "clock" | "enqueue">, shopId: string): Promise<void> {
  await ctx.db.transaction((tx) => installFlows(tx, ctx, shopId));
  const flows = await ctx.db.prisma.flow.findMany({ where: { shopId } });
  for (const { id, preset } of flows) {
    if (preset === "abandoned-cart")
      await saveDraft(ctx, shopId, id, {
        ...presets[preset]?.document,
        steps: [{ id: "remind", type: "send", config: { text: REMINDER }, arms: {} }],
      });
    await publishFlow(ctx, shopId, id);
  }
  // A store's clock shows whole seconds: an order of this very second would be from before.
  await sleep(1_000);
}
