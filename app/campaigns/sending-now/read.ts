import type { Merchant } from "#app/authenticate";
import { sharesOf, summaryOf } from "#app/campaigns/report/summary";
import { formatSoon } from "#app/campaigns/wall-time";
import { describeActivity } from "#domain/campaigns/report/describe-activity";
import { isStillCounted } from "#domain/campaigns/report/progress";
import { isDispatching } from "#domain/campaigns/state";
import { type CampaignNow, sendingNow } from "#domain/operations/sending-now";
import { classLine } from "./class-line.ts";

/** The page's lines, in the order in which things leave. */
export async function readSendingNow({ shopId, shop, ctx }: Merchant) {
  const now = ctx.clock.now();
  const soon = (at: Date) => formatSoon(at, now, shop.timeZone ?? "UTC");
  const { classes, campaigns, isStopped } = await sendingNow(ctx.db, shopId, now);
  const isAnyDue = classes.some(({ due }) => due > 0);
  return {
    classes: classes.map((line) => classLine(line, { isStopped, now, soon })),
    campaigns: campaigns.map((campaign) => campaignLine(campaign, soon)),
    isEmpty: campaigns.length === 0 && classes.every(({ due, later }) => due + later === 0),
    isMoving: isAnyDue || campaigns.some(({ progress }) => isDispatching(progress.state)),
  };
}

export type SendingNowData = Awaited<ReturnType<typeof readSendingNow>>;
export type CampaignLine = SendingNowData["campaigns"][number];

function campaignLine({ progress, place, closesAt }: CampaignNow, soon: (at: Date) => string) {
  const { id, name, state, isUrgent, audience, counts, activity, localTime } = progress;
  const { isCounted, finish, finishedAt, expiresAt, pausedBecause } = progress;
  return {
    ...{ id, name, isUrgent, audience, place },
    summary: summaryOf(counts, audience, soon, {
      hasLocalTime: localTime !== null,
      isCounting: isStillCounted(progress),
    }),
    shares: sharesOf(counts),
    doing: activity && describeActivity(activity, soon),
    evening: closesAt && `Quiet hours begin ${soon(closesAt)} for the next recipients.`,
    outlook: { state, isCounted, finish, finishedAt, expiresAt, pausedBecause },
  };
}
