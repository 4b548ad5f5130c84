import type { Context } from "#domain/context";
import { asOf } from "#domain/segments/as-of";
import { readBounded } from "#domain/segments/bounded-read";
import { compileRules } from "#domain/segments/compile";
import { findSegment } from "#domain/segments/find";
import {
  FIRST_OWN_PLACE,
  type ListedSubscriber,
  type SubscriberPage,
  type SubscriberQuery,
  subscriberPage,
} from "#domain/subscribers/list";

/** A page of a segment, its name, and whether looking for them took too long: then nobody is on the page. */
export interface SegmentPeople {
  name: string;
  page: SubscriberPage;
  isTooSlow: boolean;
}

const NOBODY: SubscriberPage = { subscribers: [], after: null, before: null };

/**
 * The subscribers who belong to a segment at this moment, as `listSubscribers` shows them, on the replica when there is one.
 * Null when the shop has no such segment. Among millions a few may be far apart: after `timeoutMs` nobody is looked for any more.
 */
export async function listSegmentPeople(
  ctx: Pick<Context, "db" | "clock" | "replica">,
  shopId: string,
  segmentId: string,
  query: SubscriberQuery = {},
  timeoutMs = 5_000,
): Promise<SegmentPeople | null> {
  const segment = await findSegment(ctx.db, shopId, segmentId);
  if (segment === null) return null;
  const condition = compileRules(segment.rules, await asOf(ctx.db, shopId, ctx.clock.now()), FIRST_OWN_PLACE);
  const { statement, values, pageOf } = subscriberPage(shopId, query, condition);
  const read = await readBounded<ListedSubscriber>(ctx, statement, values, { timeoutMs });
  const isTooSlow = read.kind !== "read";
  return { name: segment.name, page: isTooSlow ? NOBODY : pageOf(read.rows), isTooSlow };
}
