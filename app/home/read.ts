import type { Merchant } from "#app/authenticate";
import { later } from "#app/later";
import { overview } from "#domain/analytics/overview";
import { listCampaigns } from "#domain/campaigns/report/list";
import { type BusyDay, isNear, nextBusyDay } from "#domain/forecast/preparation/busy-days";
import { readQuickChecks } from "#domain/forecast/preparation/read-checks";
import { needsAttention } from "#domain/operations/attention";
import { isCampaignLeaving } from "#domain/operations/sending-now";
import { readSetup } from "#domain/shops/setup";
import { setupHelp } from "./setup-help.ts";

const DAYS = 30;
const RECENT = 5;

/** What the merchant sees first: what to do next, what went wrong, and a month in figures. */
export async function readHome(who: Merchant) {
  const { ctx, shopId, shop } = who;
  const now = ctx.clock.now();
  const timeZone = shop.timeZone ?? "UTC";
  const [setup, attention, { campaigns }, isLeaving, prepare] = await Promise.all([
    readSetup(ctx.db, shopId),
    needsAttention(ctx.db, shopId, now),
    listCampaigns(ctx.db, shopId, ctx.clock.now()),
    isCampaignLeaving(ctx.db, shopId),
    preparationOf(who, nextBusyDay(now, timeZone)),
  ]);
  return {
    setup: setup.isOver ? null : { steps: setup.steps, help: await setupHelp(who) },
    attention,
    prepare,
    isLeaving,
    recent: campaigns.slice(0, RECENT).map(({ id, name, state, sent, audience, revenueMicros, createdAt }) => ({
      ...{ id, name, state, sent, audience, revenueMicros, createdAt },
    })),
    // Not awaited: the page stands while a month is added up.
    figures: later(overview(ctx.db, shopId, { days: DAYS, timeZone }, now)),
    days: DAYS,
  };
}

/** Null while no busy day is near. */
async function preparationOf({ ctx, shopId }: Merchant, day: BusyDay) {
  if (!isNear(day)) return null;
  const checks = await readQuickChecks(ctx, shopId);
  return { day, open: checks.filter(({ state }) => state === "todo").map(({ kind }) => kind) };
}

export type HomeData = Awaited<ReturnType<typeof readHome>>;
