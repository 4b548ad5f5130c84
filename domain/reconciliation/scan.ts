import type { Context } from "#domain/context";
import { limitOf } from "#domain/flags/open-flags";
import type { StoreTrouble } from "#domain/shops/store-answer";
import { findMissing } from "./find-missing.ts";
import type { LeasedShop } from "./lease.ts";
import { finishPage, noteTrouble, notFoundBefore, type Pass, type Progress, passOf } from "./pass.ts";
import type { Page, StoreRecord, Told, Topic, Wanted } from "./store-record.ts";

const TOLD_AT_ONCE = 10;

export type ScanResult =
  /** Everything that is old enough has been compared. */
  | { kind: "caught-up"; missed: number }
  /** There is more; the store wants to be left alone for so long first. */
  | { kind: "more"; restMs: number }
  | { kind: "trouble"; trouble: StoreTrouble };

export type ScanContext = Pick<Context, "db" | "clock" | "enqueue" | "log" | "hashPhone" | "flags"> & {
  record: StoreRecord;
};

/**
 * Goes through what a store changed in one topic since the watermark, a page at a time, and hands what no delivery has told
 * to intake. The store is never asked inside a transaction; whatever goes wrong, a page that was not finished is looked at
 * again.
 */
export async function scanChanges(ctx: ScanContext, shop: LeasedShop, since: Progress): Promise<ScanResult> {
  let progress = since;
  let missed = 0;
  // Of one topic in one turn; then other shops have theirs.
  const mostPages = await limitOf(ctx, "reconcile.pages", shop.id);
  for (let pages = 0; pages < mostPages; pages++) {
    const pass = passOf(progress, shop.installedAt, ctx.clock.now());
    if (pass === null) return { kind: "caught-up", missed };
    const asked = await ctx.record.list(shop.domain, progress.topic, pass);
    if (asked.kind === "trouble") return recordTrouble(ctx, progress, asked);

    const { compared, wanted } = await compareRecords(ctx, shop, progress, pass, asked.answer);
    const reported = await tellAll(ctx.record, shop, progress.topic, wanted);
    const isWhole = reported.trouble === null && !reported.isCut;
    const { next } = asked.answer;
    const done = await finishPage(ctx, progress, { pass, next, isWhole, compared, records: reported.told });
    if (done === null) return { kind: "more", restMs: 0 };
    missed += done.missed;
    if (done.missed > 0) await ctx.enqueue("intake-webhook", {});
    if (reported.trouble !== null) return recordTrouble(ctx, done.progress, reported.trouble);

    progress = done.progress;
    const restMs = Math.max(asked.restMs, reported.restMs);
    if (isWhole && next === null) return { kind: "caught-up", missed };
    if (restMs > 0 || !isWhole) return { kind: "more", restMs };
  }
  return { kind: "more", restMs: 0 };
}

async function compareRecords<Of extends Topic>(
  ctx: ScanContext,
  shop: LeasedShop,
  progress: Progress,
  { from, until }: Pass,
  { sightings }: Page<Of>,
): Promise<{ compared: number; wanted: Wanted[] }> {
  const seen = sightings.filter(({ updatedAt }) => updatedAt >= from && updatedAt <= until);
  // The sightings are of this very topic; TypeScript cannot follow the pair through an index.
  const find = findMissing[progress.topic] as (
    ctx: ScanContext,
    shop: LeasedShop,
    seen: Page<Of>["sightings"],
  ) => Promise<Wanted[]>;
  return {
    compared: seen.filter(({ updatedAt }) => updatedAt > progress.watermark).length,
    wanted: seen.length > 0 ? await notFoundBefore(ctx, progress, await find(ctx, shop, seen)) : [],
  };
}

interface AllTold {
  told: Told[];
  restMs: number;
  /** True when the store wants to be left alone before it tells the rest. */
  isCut: boolean;
  trouble: { trouble: StoreTrouble; detail: string } | null;
}

async function tellAll(record: StoreRecord, shop: LeasedShop, topic: Topic, wanted: Wanted[]): Promise<AllTold> {
  const all: AllTold = { told: [], restMs: 0, isCut: false, trouble: null };
  for (let from = 0; from < wanted.length; from += TOLD_AT_ONCE) {
    const asked = await record.tell(shop.domain, topic, wanted.slice(from, from + TOLD_AT_ONCE));
    if (asked.kind === "trouble") return { ...all, trouble: asked };
    all.told.push(...asked.answer);
    all.restMs = asked.restMs;
    if (asked.restMs > 0 && from + TOLD_AT_ONCE < wanted.length) return { ...all, isCut: true };
  }
  return all;
}

async function recordTrouble(
  ctx: ScanContext,
  progress: Progress,
  { trouble, detail }: { trouble: StoreTrouble; detail: string },
): Promise<ScanResult> {
  const { shopId, topic } = progress;
  await noteTrouble(ctx, progress, trouble);
  // A shop whose merchant has not been here for long is no one's fault.
  const level = trouble === "no-token" ? "debug" : "warn";
  ctx.log[level]({ shopId, topic, trouble, detail }, "the store's data could not be checked");
  return { kind: "trouble", trouble };
}
