import type { Merchant } from "#app/authenticate";
import { later } from "#app/later";
import { inTurn, type Turns } from "#app/request-limits";
import type { ListQuery } from "#app/subscribers/query";
import { recentGrowth } from "#domain/analytics/subscriber-growth";
import { listSegments } from "#domain/segments/list";
import { listPeople } from "#domain/segments/list-people";
import { listsToChoose } from "#domain/segments/lists/read";
import { countByConsent } from "#domain/subscribers/list";
import { subscriberTags } from "#domain/subscribers/tags";
import { subscriberLine } from "./subscriber-line.ts";

/** A page of the shop's subscribers with the choices of its filters, and, later, how many there are. */
export async function readSubscribers({ shopId, shop, ctx }: Merchant, turns: Turns, query: ListQuery) {
  const timeZone = shop.timeZone ?? "UTC";
  const heavily = <T>(work: () => Promise<T>) => inTurn(turns, shopId, work);
  const [page, tags, lists, segments] = await Promise.all([
    heavily(() => listPeople(ctx, shopId, query, { country: shop.country })),
    subscriberTags(ctx.db, shopId),
    listsToChoose(ctx.db, shopId),
    listSegments(ctx.db, shopId),
  ]);
  const { subscribers, after, before, segmentName, isTooSlow } = page;
  return {
    query: { ...query, segment: segmentName && query.segment },
    ...{ tags, lists, after, before, segmentName, isTooSlow },
    // The list does not wait for these: of millions they take seconds.
    growth: later(heavily(() => recentGrowth(ctx, shopId, timeZone))),
    counts: later(heavily(() => countByConsent(ctx.db, shopId))),
    segments: segments.map(({ id, name }) => ({ id, name })),
    lines: subscribers.map(subscriberLine),
  };
}

export type SubscribersData = Awaited<ReturnType<typeof readSubscribers>>;
