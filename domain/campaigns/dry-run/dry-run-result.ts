import { chunkWindows } from "#domain/campaigns/sending/chunk-window";
import { type Finish, finishTime } from "#domain/campaigns/sending/finish-time";
import type { SliceSetting } from "#domain/messages/claim/slice-setting";
import type { Limit } from "#domain/spending/grant";
import type { Around, Collision } from "./dry-run-around.ts";
import { type CapNeed, needOf, splitAt } from "./dry-run-caps.ts";
import type { DryRunCounts, Leaving } from "./dry-run-counts.ts";
import { type LateTexts, serveInOrder } from "./dry-run-overrun.ts";
import type { DryRunPlan } from "./dry-run-plan.ts";

/** How many leave at a moment, and what they waited for until then. Times as ISO. */
export interface LaterTexts {
  at: string;
  because: string;
  count: number;
}

/** Why some would get nothing, with a few of them to look at. */
export interface NothingFor {
  fate: "skipped" | "expired" | "held";
  because: string;
  count: number;
  examples: string[];
}

/** The shop's settings that a dry run rests on. */
export type DryRunRules = Pick<
  SliceSetting,
  | "textingStartsMinute"
  | "textingEndsMinute"
  | "stricter"
  | "frequencyCapTexts"
  | "frequencyCapHours"
  | "frequencyCapAction"
>;

/** What a campaign would come to. Kept as JSON, so times are ISO; money in millionths of a US dollar. */
export interface DryRunResult {
  /** Everyone in the audience: the sum of `now`, `later` and `nothing`. */
  people: number;
  now: number;
  later: LaterTexts[];
  nothing: NothingFor[];
  leftOut: Around["leftOut"];
  /** What will be sent, and what it costs: without the texts that the campaign's own spend cap holds back. */
  texts: number;
  parts: number;
  micros: number;
  /** Texts by how many parts they have, fewest first. */
  lengths: { parts: number; texts: number }[];
  /** Dearest first; ISO alpha-2, null where it is not known. */
  countries: { country: string | null; texts: number; parts: number; micros: number }[];
  finish: (Omit<Finish, "at"> & { at: string }) | null;
  /** Texts whose window closes before the line comes to them, latest closing first of equals. */
  late: { count: number; closesAt: string; until: string | null }[];
  caps: CapNeed[];
  nowhere: number;
  unicode: DryRunCounts["unicode"];
  optOutLine: DryRunCounts["optOutLine"];
  largestBefore: number | null;
  collisions: Collision[];
  isStopped: boolean;
  brandName: string;
  /** The shop's hours and cap at that time. */
  rules: DryRunRules;
}

/** More moments than anyone reads are added to the last. */
const MOST_MOMENTS = 40;

/** What the counts come to beside everything around them, if the campaign started as planned and nothing else changed. */
export function resultOf(plan: DryRunPlan, counts: DryRunCounts, shop: SliceSetting, around: Around): DryRunResult {
  const startsAt = new Date(plan.startsAt);
  const ready = Object.values(counts.leaving).sort((a, b) => a.at - b.at || a.closesAt - b.closesAt);
  const { leaving, held } = withinCampaignCap(ready, around.limits);
  const sum = (of: (it: Leaving) => number, some = leaving) => some.reduce((all, it) => all + of(it) * it.count, 0);
  const nothing = nothingFor(counts, held);
  const texts = sum(() => 1);
  const moments = afterDailyLimits(leaving, around.limits);
  const { finish, late } = finishOf(plan, shop, leaving, around);
  return {
    people: texts + nothing.reduce((all, { count }) => all + count, 0),
    now: sum(
      () => 1,
      moments.filter(({ at }) => at <= startsAt.getTime()),
    ),
    later: laterOf(moments, startsAt.getTime()),
    nothing,
    leftOut: around.leftOut,
    ...{ texts, parts: sum((it) => it.parts), micros: sum((it) => it.micros) },
    lengths: [...Map.groupBy(leaving, ({ parts }) => parts)]
      .map(([parts, some]) => ({ parts, texts: sum(() => 1, some) }))
      .sort((a, b) => a.parts - b.parts),
    countries: [...Map.groupBy(leaving, ({ country }) => country)]
      .map(([country, some]) => ({
        country,
        texts: sum(() => 1, some),
        parts: sum((it) => it.parts, some),
        micros: sum((it) => it.micros, some),
      }))
      .sort((a, b) => b.micros - a.micros),
    finish: finish && { ...finish, at: finish.at.toISOString() },
    late: late.map(({ count, closesAt, until }) => ({
      count,
      closesAt: isoTime(closesAt),
      until: until === null ? null : isoTime(until),
    })),
    caps: around.limits.flatMap((limit) => needOf(limit, limit.kind === "campaign" ? ready : leaving) ?? []),
    ...{ nowhere: counts.nowhere, unicode: counts.unicode, optOutLine: counts.optOutLine },
    ...{ largestBefore: around.largestBefore, collisions: around.collisions },
    ...{ isStopped: shop.isStopped, brandName: shop.brandName, rules: rulesOf(shop) },
  };
}

function rulesOf(shop: SliceSetting): DryRunRules {
  const { textingStartsMinute, textingEndsMinute, stricter } = shop;
  const { frequencyCapTexts, frequencyCapHours, frequencyCapAction } = shop;
  return { textingStartsMinute, textingEndsMinute, stricter, frequencyCapTexts, frequencyCapHours, frequencyCapAction };
}

/** The texts that the campaign's own cap has room for, and how many it holds back until someone raises it. */
function withinCampaignCap(ready: Leaving[], limits: Limit[]): { leaving: Leaving[]; held: number } {
  const cap = limits.find(({ kind }) => kind === "campaign");
  if (!cap) return { leaving: ready, held: 0 };
  const { within, beyond } = splitAt(cap, ready);
  return { leaving: within, held: beyond.reduce((sum, { count }) => sum + count, 0) };
}

/** When the texts leave once the day's cap and the carriers' budgets have moved some of them to the next day. */
function afterDailyLimits(leaving: Leaving[], limits: Limit[]): Leaving[] {
  return limits.reduce<Leaving[]>((all, limit) => {
    if (limit.endsAt === null) return all;
    const at = limit.endsAt.getTime();
    const because = limit.kind === "budget" ? ("carrier-budget" as const) : ("spend-cap" as const);
    const { within, beyond } = splitAt(limit, all);
    return [...within, ...beyond.map((it) => ({ ...it, at, because }))].sort((a, b) => a.at - b.at);
  }, leaving);
}

function nothingFor({ skipped, expired, held, examples }: DryRunCounts, beyondCap: number): NothingFor[] {
  const { "spend-cap": atCap = 0, ...others } = held;
  const fates = { skipped, expired, held: beyondCap > 0 ? { ...others, "spend-cap": atCap + beyondCap } : held };
  return (["skipped", "expired", "held"] as const)
    .flatMap((fate) =>
      Object.entries(fates[fate]).map(([because, count]) => ({
        ...{ fate, because, count },
        examples: examples[`${fate} ${because}`.trim()] ?? [],
      })),
    )
    .sort((a, b) => b.count - a.count);
}

function laterOf(leaving: Leaving[], startsAt: number): LaterTexts[] {
  const waiting = leaving.filter(({ at }) => at > startsAt);
  const groups = [...Map.groupBy(waiting, ({ at, because }) => `${at} ${because}`).values()];
  const moments = groups.flatMap((group) => {
    const [first] = group;
    const count = group.reduce((all, it) => all + it.count, 0);
    return first ? [{ at: isoTime(first.at), because: first.because ?? "", count }] : [];
  });
  const rest = moments.slice(MOST_MOMENTS);
  const [last] = rest.slice(-1);
  const count = rest.reduce((all, it) => all + it.count, 0);
  return last ? [...moments.slice(0, MOST_MOMENTS), { ...last, count }] : moments;
}

/** At the pace of the number, its carriers and the shop's share. People who are late for the window continue in the next. */
function finishOf(
  plan: DryRunPlan,
  shop: SliceSetting,
  leaving: Leaving[],
  { pace, share, others }: Around,
): { finish: Finish | null; late: LateTexts[] } {
  if (leaving.length === 0) return { finish: null, late: [] };
  const startsAt = new Date(plan.startsAt);
  const due = leaving.map(({ at, parts, count }) => ({ dueAt: new Date(at), parts: parts * count }));
  const finish = finishTime([...others, ...due], pace, share, startsAt);
  if (finish === null) return { finish, late: [] };
  const hours = {
    startsMinute: shop.textingStartsMinute,
    endsMinute: shop.textingEndsMinute,
    stricter: shop.stricter,
    localTime: null,
  };
  const expiresAt = new Date(plan.expiresAt);
  const { endsAt, late } = serveInOrder(leaving, finish.partsPerSecond, startsAt.getTime(), (signature, from) => {
    const { dueAt, closesAt } = chunkWindows({ ...hours, expiresAt }, new Date(from))({ signature, zone: null });
    return dueAt >= expiresAt || dueAt.getTime() <= from ? null : { at: dueAt.getTime(), closesAt: closesAt.getTime() };
  });
  return { finish: { ...finish, at: new Date(Math.max(finish.at.getTime(), Math.round(endsAt))) }, late };
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
