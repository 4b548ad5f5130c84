import { isDeepStrictEqual } from "node:util";
import type { Audience } from "#domain/campaigns/audience/audience";
import { checkLocalTime } from "#domain/campaigns/drafts/local-time";
import { firstLocal, type StartAt } from "#domain/campaigns/drafts/start-hour";
import { findCampaignOrRefuse } from "#domain/campaigns/report/find";
import { deadlineOf } from "#domain/campaigns/sending/deadline";
import { UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";

/** The campaign as it was when its dry run was asked for: what is told is told of this. Kept as JSON. */
export interface DryRunPlan {
  name: string;
  body: string;
  linkUrl: string | null;
  audience: Audience;
  senderId: string | null;
  /** Millionths of a US dollar; null: no cap. */
  spendCapMicros: number | null;
  /** True when it would start at once. */
  isNow: boolean;
  /** The moment it would start, as ISO. By the recipients' own clocks: the first at which it is that hour with someone. */
  startsAt: string;
  /** "2026-11-27T10:00" by each recipient's own clock; null when it starts for all at once. */
  localTime: string | null;
  /** When what has not left would expire, as ISO. */
  expiresAt: string;
}

/**
 * What a stored campaign would be, started like this; without `start` as it is scheduled, or at once. Refuses by the field a
 * campaign that does not exist or says nothing, and an hour that has passed with everyone.
 */
export async function planDryRun(
  db: Pick<Db, "prisma" | "run">,
  shopId: string,
  campaignId: string,
  start: StartAt | null,
  now: Date,
): Promise<DryRunPlan> {
  const found = await findCampaignOrRefuse(db, shopId, campaignId);
  const { name, body, linkUrl, audience, senderId, spendCapMicros } = found;
  if (body.trim() === "") throw new UserError("campaign-body-empty", "Enter a message.", "body");
  const asked = start ?? (found.localTime === null ? (found.scheduledAt ?? "now") : { localTime: found.localTime });
  const localTime = typeof asked === "object" && "localTime" in asked ? checkLocalTime(asked.localTime) : null;
  const planned = localTime === null ? asked : await firstLocal(db, shopId, { audience, localTime }, now);
  const startsAt = planned instanceof Date && planned > now ? planned : now;
  const expiresAt = await deadlineOf(db, shopId, { localTime, audience }, startsAt);
  return {
    ...{ name, body, linkUrl, audience, senderId, spendCapMicros, localTime },
    isNow: asked === "now",
    startsAt: startsAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/** What of a campaign is not as it was when the dry run was made: words for a sentence. Empty when all is. */
export function changedSince(plan: DryRunPlan, now: Pick<DryRunPlan, Comparable>): string[] {
  // The plan has been jsonb, which orders keys its own way.
  const differs = (of: Comparable) => !isDeepStrictEqual(plan[of], now[of]);
  const words: [Comparable, string][] = [
    ["body", "the text"],
    ["linkUrl", "the link"],
    ["audience", "the audience"],
    ["senderId", "the number"],
    ["spendCapMicros", "the spending limit"],
    ["localTime", "the start time"],
  ];
  return words.flatMap(([of, word]) => (differs(of) ? [word] : []));
}

type Comparable = "body" | "linkUrl" | "audience" | "senderId" | "spendCapMicros" | "localTime";
