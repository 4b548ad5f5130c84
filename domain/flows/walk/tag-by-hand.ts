import type { Context } from "#domain/context";
import { enqueueAll, type Job } from "#domain/jobs";
import { changeTag, type TagChange } from "#domain/subscribers/change-tag";
import { enroll } from "./enroll.ts";
import { tagEvents } from "./tag-events.ts";

/**
 * Gives people a tag, or takes it from them, at the merchant's word (change-tag.ts), and starts the flows that a new tag starts.
 * Returns of how many people that changed something. Safe to repeat.
 */
export async function tagByHand(
  ctx: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  change: TagChange,
): Promise<number> {
  const jobs: Job[] = [];
  const changed = await changeTag(ctx, shopId, change, async (tx, tagged) => {
    jobs.push(...(await enroll(tx, ctx, tagged.map(tagEvents))));
  });
  await enqueueAll(ctx.enqueue, jobs);
  return changed;
}
