import { audience } from "#domain/campaigns/audience/audience";
import { audienceClocks } from "#domain/campaigns/audience/audience-clocks";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { type LockedCampaign, lockCampaign } from "#domain/campaigns/control/lock";
import { recordCampaignEvent } from "#domain/campaigns/event";
import { isEditable } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { checkComplete } from "./fields.ts";
import { checkLocalTime, localSpan } from "./local-time.ts";

/** A form that lay open for a moment may name the minute that has just passed. */
const GRACE_MS = 5 * 60_000;
const FARTHEST_MS = 366 * 24 * 3_600_000;

/** When a campaign shall start: at once, at an instant, or when each recipient's own clock shows "2026-11-27T10:00". */
export type StartAt = Date | "now" | { localTime: string };

/**
 * Schedules a complete draft, or moves one that is scheduled already; "now" starts it at once. By the recipients' own
 * clocks it starts with the first of them; where the hour has passed by then, the text leaves at once within the
 * person's own hours. Refuses by the field an incomplete campaign and an hour that has passed (everywhere, if it is each
 * one's own), and refuses a shop without a number in service.
 */
export async function scheduleCampaign(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  shopId: string,
  campaignId: string,
  at: StartAt,
): Promise<void> {
  const now = clock.now();
  const localTime = typeof at === "object" && "localTime" in at ? checkLocalTime(at.localTime) : null;
  const scheduledAt = await db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, shopId, campaignId);
    if (!isEditable(campaign.state)) throw new UserError("campaign-started", "This campaign has already started.");
    await checkComplete(campaign);
    if ((await senderFor(tx, shopId, campaign.senderId)) === null)
      throw new UserError(
        "campaign-no-sender",
        "No number is connected. Connect one in Settings, then try again.",
        "senderId",
      );
    // Also for what is not read now: a segment that is gone is said here, and none goes beside this.
    await peopleOf(tx, shopId, audience.parse(campaign.audience), now);
    const startsAt = await startOf(tx, shopId, campaign, at, now);
    const change = { state: "scheduled", scheduledAt: startsAt, localTime, updatedAt: now };
    await tx.prisma.campaign.update({ where: { shopId_id: { shopId, id: campaignId } }, data: change });
    const data = { for: startsAt.toISOString(), isNow: at === "now", localTime };
    await recordCampaignEvent(tx, shopId, [campaignId], { kind: "scheduled", data }, now);
    return startsAt;
  });
  if (scheduledAt <= now) await enqueue("campaign", { shopId, campaignId });
}

async function startOf(
  tx: Sql,
  shopId: string,
  { audience: stored }: LockedCampaign,
  at: StartAt,
  now: Date,
): Promise<Date> {
  if (at === "now") return now;
  if (at instanceof Date) return checkStartHour(at, now);
  return firstLocal(tx, shopId, { audience: stored, localTime: at.localTime }, now);
}

/** The first instant at which it is that hour with anybody of the audience, as it is now. Refuses one that is past for all. */
export async function firstLocal(
  tx: Sql,
  shopId: string,
  { audience: stored, localTime }: { audience: unknown; localTime: string },
  now: Date,
): Promise<Date> {
  const people = await peopleOf(tx, shopId, audience.parse(stored), now);
  const { first, last } = localSpan(localTime, await audienceClocks(tx, shopId, people));
  checkStartHour(last, now);
  return first > now ? first : now;
}

/** Refuses an hour that has passed, or is farther off than campaigns are planned. */
export function checkStartHour(at: Date, now: Date): Date {
  const ahead = at.getTime() - now.getTime();
  if (Number.isNaN(ahead)) throw new UserError("campaign-schedule-wrong", "Enter a date and time.", "scheduledAt");
  if (ahead < -GRACE_MS)
    throw new UserError(
      "campaign-schedule-past",
      "This time has passed. Choose a later time, or send now.",
      "scheduledAt",
    );
  if (ahead > FARTHEST_MS)
    throw new UserError("campaign-schedule-far", "Choose a time within the next 12 months.", "scheduledAt");
  return at;
}
