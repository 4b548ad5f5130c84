import { audience } from "#domain/campaigns/audience/audience";
import { estimateCampaign } from "#domain/campaigns/audience/estimate";
import type { Finish } from "#domain/campaigns/sending/finish-time";
import type { Context } from "#domain/context";
import { senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";

/** Another campaign still uses the number at the start that was chosen. */
export interface StartAdvice {
  /** The campaign that uses it longest. */
  campaign: string;
  /** The number is free about then. */
  freeAt: Date;
}

export interface AskedStart {
  /** Itself, when it is stored already. */
  campaignId: string | null;
  senderId: string | null;
  startsAt: Date;
}

interface Earlier {
  name: string;
  body: string;
  linkUrl: string | null;
  audience: unknown;
  senderId: string | null;
  scheduledAt: Date;
}

/** No campaign that is worth waiting for takes longer. */
const HOURS_BEFORE = 12;
/** Each is estimated, which reads its audience. */
const MOST_ESTIMATED = 3;
/** So little overlap is not worth a word. */
const LEAST_MS = 10 * 60_000;
const FIVE_MINUTES_MS = 5 * 60_000;

const scheduledBefore = statement(
  "scheduled-before",
  `SELECT name, body, link_url AS "linkUrl", audience, sender_id AS "senderId", scheduled_at AS "scheduledAt"
   FROM campaigns
   WHERE shop_id = $1 AND state = 'scheduled' AND local_time IS NULL AND id IS DISTINCT FROM $2
     AND scheduled_at <= $3 AND scheduled_at > $3::timestamptz - make_interval(hours => $4)
   ORDER BY scheduled_at DESC LIMIT $5`,
);

/**
 * Whether campaigns that are scheduled earlier still use the same number at the chosen start, and when it will be free. Null
 * when it is free, or when only minutes are missing. Campaigns by local time are left out: they use it in pieces.
 */
export async function adviseStart(
  ctx: Pick<Context, "db" | "providers" | "clock" | "shortLinkUrl" | "replica">,
  shopId: string,
  { campaignId, senderId, startsAt }: AskedStart,
): Promise<StartAdvice | null> {
  const own = await senderFor(ctx.db, shopId, senderId);
  if (!own) return null;
  const earlier = await ctx.db.run<Earlier>(scheduledBefore, [
    shopId,
    campaignId,
    startsAt,
    HOURS_BEFORE,
    MOST_ESTIMATED,
  ]);
  let advice: StartAdvice | null = null;
  for (const { scheduledAt, ...campaign } of earlier) {
    const theirs = await senderFor(ctx.db, shopId, campaign.senderId);
    if (theirs?.id !== own.id) continue;
    const finish = await finishOf(ctx, shopId, campaign, scheduledAt);
    if (!finish || finish.waitsForDay || finish.waitsForHours) continue;
    if (finish.at > (advice?.freeAt ?? startsAt)) advice = { campaign: campaign.name, freeAt: finish.at };
  }
  if (!advice || advice.freeAt.getTime() - startsAt.getTime() < LEAST_MS) return null;
  return { ...advice, freeAt: new Date(Math.ceil(advice.freeAt.getTime() / FIVE_MINUTES_MS) * FIVE_MINUTES_MS) };
}

/** Null for a campaign that has no estimate: its list is gone, or its segment takes too long to count. */
async function finishOf(
  ctx: Parameters<typeof adviseStart>[0],
  shopId: string,
  campaign: Omit<Earlier, "scheduledAt">,
  scheduledAt: Date,
): Promise<Finish | null> {
  try {
    const asked = { ...campaign, audience: audience.parse(campaign.audience) };
    return (await estimateCampaign({ ...ctx, clock: { now: () => scheduledAt } }, shopId, asked)).finish;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
