import { DateTime } from "luxon";
import { estimateCampaign } from "#domain/campaigns/audience/estimate";
import type { Context } from "#domain/context";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { BusyDay } from "./busy-days.ts";
import { type Check, type Facts, judgePreparation, type TextToAll } from "./judge.ts";

type CheckContext = Pick<Context, "db" | "providers" | "clock" | "shortLinkUrl" | "replica">;

/** Shorter than one SMS segment, whatever the brand and the opt-out line add. */
const SHORT_TEXT = { name: "", body: "Hi", linkUrl: null, audience: { kind: "all" as const }, senderId: null };
const NINE = 9 * 60;

const readFacts = statementFile(import.meta.url, "./preparation-facts.sql");

/** What Home says: the checks that cost next to nothing to make. Nothing of another shop is read. */
export async function readQuickChecks({ db, clock }: Pick<Context, "db" | "clock">, shopId: string): Promise<Check[]> {
  return judgePreparation(await factsOf(db, shopId), null, clock.now());
}

/** Every check of the preparation guide for a busy day. Counts the whole audience: a heavy read. Nothing of another shop is read. */
export async function readChecks(
  ctx: CheckContext,
  shopId: string,
  { day, timeZone }: { day: Pick<BusyDay, "date">; timeZone: string },
): Promise<Check[]> {
  const facts = await factsOf(ctx.db, shopId);
  const toAll = facts.activeNumbers === 0 ? null : await estimateTextToAll(ctx, shopId, facts, day.date, timeZone);
  return judgePreparation(facts, toAll, ctx.clock.now());
}

async function factsOf(db: Sql, shopId: string): Promise<Facts> {
  const [facts] = await db.run<Facts>(readFacts, [shopId]);
  if (!facts) throw new Error("A shop without settings has nothing to prepare.");
  return facts;
}

/** Started at nine by the store's clock, or when its texting hours begin. Null when there is no one to text. */
async function estimateTextToAll(
  ctx: CheckContext,
  shopId: string,
  { startsMinute }: Facts,
  date: string,
  timeZone: string,
): Promise<TextToAll | null> {
  const minute = Math.max(startsMinute, NINE);
  const planned = DateTime.fromISO(date, { zone: timeZone }).set({
    hour: Math.floor(minute / 60),
    minute: minute % 60,
  });
  const now = DateTime.fromJSDate(ctx.clock.now(), { zone: timeZone });
  const start = planned > now ? planned : now;
  const startsAt = start.toJSDate();
  const found = await estimateCampaign({ ...ctx, clock: { now: () => startsAt } }, shopId, SHORT_TEXT);
  if (!found.finish) return null;
  return {
    audience: found.audience,
    startsAt: start.setLocale("en-US").toFormat("h:mm a ZZZZ"),
    canLeaveNow: found.canLeaveNow,
    costMicros: found.costMicros.expected,
    partsPerSecond: found.finish.partsPerSecond,
    takesMs: found.finish.at.getTime() - startsAt.getTime(),
    endsOnAnotherDay: !DateTime.fromJSDate(found.finish.at, { zone: timeZone }).hasSame(start, "day"),
    waitsForDay: found.finish.waitsForDay,
  };
}
