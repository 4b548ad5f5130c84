import type { Merchant } from "#app/authenticate";
import { lastDays } from "#domain/analytics/range";
import { describeSegment } from "#domain/segments/describe";
import { listSegments } from "#domain/segments/list";
import { listLists } from "#domain/segments/lists/list";
import { readyMade } from "#domain/segments/ready-made";
import { growthOfAll } from "#domain/segments/sizes/growth";
import { type Use, usesOfAudiences } from "#domain/segments/uses";

/** A segment as the list shows it. */
export interface SegmentLine {
  id: string;
  name: string;
  /** Its rules as a sentence. */
  sentence: string;
  people: number | null;
  subscribed: number | null;
  isExact: boolean;
  /** Day by day, for a month. */
  trend: number[];
  uses: Use[];
}

/** A list by hand. */
export interface ListLine {
  id: string;
  name: string;
  people: number;
  subscribed: number;
  uses: Use[];
}

/** A segment to start from. */
export interface ReadyMadeLine {
  key: string;
  name: string;
  why: string;
  sentence: string;
  /** As the preview asks them. */
  rules: string;
}

const DAYS = 30;

/** Everything of the page of segments, whatever view of it is open. */
export async function readIndex({ ctx, shopId, shop }: Merchant) {
  const range = lastDays(DAYS, shop.timeZone ?? "UTC", ctx.clock.now());
  const words = { currency: shop.currency ?? "USD" };
  const [live, archived, growth, uses, lists] = await Promise.all([
    listSegments(ctx.db, shopId),
    listSegments(ctx.db, shopId, { archived: true }),
    growthOfAll(ctx.db, shopId, { lastDay: range.days.at(-1) ?? "", days: DAYS }),
    usesOfAudiences(ctx.db, shopId),
    listLists(ctx.db, shopId),
  ]);
  const lineOf = ({ id, name, rules, size }: (typeof live)[number]): SegmentLine => ({
    id,
    name,
    sentence: describeSegment(rules, words),
    people: size?.people ?? null,
    subscribed: size?.subscribed ?? null,
    isExact: size?.isExact ?? true,
    trend: growth.get(id) ?? [],
    uses: uses.get(id) ?? [],
  });
  return {
    segments: live.map(lineOf),
    archived: archived.map(lineOf),
    lists: lists.map(({ id, name, people, subscribed }): ListLine => {
      return { id, name, people, subscribed, uses: uses.get(id) ?? [] };
    }),
    readyMade: readyMade().map(({ rules, ...ready }): ReadyMadeLine => {
      return { ...ready, sentence: describeSegment(rules, words), rules: JSON.stringify(rules) };
    }),
  };
}

export type IndexData = Awaited<ReturnType<typeof readIndex>>;
