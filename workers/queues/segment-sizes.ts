import type { Context } from "#domain/context";
import { takeSizes } from "#domain/segments/sizes/take-sizes";

/** Takes the sizes of a shop's segments, a few at a time. */
export function segmentSizesWorker(ctx: Context) {
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (await takeSizes(ctx, shopId)) await ctx.enqueue("segment-sizes", { shopId });
  };
}
