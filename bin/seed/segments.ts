import type { Context } from "#domain/context";
import { createList } from "#domain/segments/lists/manage";
import { addToList } from "#domain/segments/lists/members";
import { saveSegment } from "#domain/segments/save";
import { countSegment } from "#domain/segments/sizes/count";
import type { Rules } from "#domain/segments/tree";

const SEGMENTS: { name: string; rules: Rules }[] = [
  {
    name: "Subscribed this month",
    rules: { type: "subscribed", when: { kind: "last", days: 30 } },
  },
  {
    name: "Clicked and did not buy",
    rules: {
      type: "and",
      rules: [
        { type: "consent", states: ["subscribed"] },
        { type: "clicks", atLeast: 1, period: { kind: "last", days: 30 } },
        { type: "not", rule: { type: "orders", is: "at-least", count: 1, period: { kind: "last", days: 30 } } },
      ],
    },
  },
  {
    name: "Regulars out West",
    rules: {
      type: "and",
      rules: [
        { type: "place", places: ["US-CA", "US-OR", "US-WA", "US-NV", "US-AZ"] },
        {
          type: "or",
          rules: [
            { type: "tags", match: "any", tags: ["vip"] },
            { type: "orders", is: "at-least", count: 2, period: null },
          ],
        },
      ],
    },
  },
];
const LIST = "Invited to the autumn fair";
const INVITED = 40;

/** What each of the demo's segments was on a day that has passed. */
export interface PastSizes {
  day: string;
  sizes: { people: number; subscribed: number; isExact: boolean }[];
}

/** Counts the demo's segments as the store is now, by the calendar of the moment that is given. */
export async function countOn(ctx: Context, shopId: string, at: Date): Promise<PastSizes> {
  const then = { ...ctx, clock: { now: () => at } };
  const sizes = [];
  for (const { rules } of SEGMENTS) {
    const count = await countSegment(then, shopId, rules);
    if (count.kind === "counted")
      sizes.push({ people: count.people, subscribed: count.subscribed, isExact: count.isExact });
  }
  return { day: at.toISOString().slice(0, 10), sizes };
}

/** Saves the demo's segments with what they were on the days before, and a list of some who shop often. */
export async function addSegments(ctx: Context, shopId: string, past: PastSizes[]): Promise<void> {
  for (const [position, segment] of SEGMENTS.entries()) {
    const { id: segmentId } = await saveSegment(ctx, shopId, segment);
    const rows = past.flatMap(({ day, sizes }) => {
      const size = sizes[position];
      return size ? [{ shopId, segmentId, day: new Date(`${day}T00:00:00Z`), ...size }] : [];
    });
    await ctx.db.prisma.segmentSize.createMany({ data: rows, skipDuplicates: true });
  }
  const people = await ctx.db.prisma.subscriber.findMany({
    where: { shopId, tags: { has: "wholesale" }, marketing: "subscribed" },
    select: { id: true },
    orderBy: { id: "asc" },
    take: INVITED,
  });
  const listId = await createList(ctx, shopId, LIST);
  const subscriberIds = people.map(({ id }) => id);
  await ctx.db.transaction((tx) => addToList(tx, ctx, { shopId, listId, subscriberIds }));
}
