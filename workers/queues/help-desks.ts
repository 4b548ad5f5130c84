import type { Context } from "#domain/context";
import { deliverToDesk } from "#domain/help-desks/delivery/deliver";

/** Does what is due in a shop's help desk. */
export function helpDesksWorker(ctx: Context) {
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    const { helpDesks } = ctx;
    if (helpDesks && (await deliverToDesk({ ...ctx, helpDesks }, shopId))) await ctx.enqueue("help-desks", { shopId });
  };
}
