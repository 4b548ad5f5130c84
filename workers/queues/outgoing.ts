import type { Context } from "#domain/context";
import { flowRequests } from "#domain/flows/actions/webhook-ended";
import { deliverRequests } from "#domain/outgoing/deliver";
import type { PostPublicly } from "#platform/http/outgoing/public-post";

/** Sends a shop's requests to servers that its merchant has chosen. */
export function outgoingWorker(ctx: Context, post: PostPublicly) {
  const sources = { flow: flowRequests };
  return async function handle({ shopId }: { shopId: string }): Promise<void> {
    if (await deliverRequests({ ...ctx, post, sources }, shopId)) await ctx.enqueue("outgoing", { shopId });
  };
}
