import { describeAudience } from "#domain/campaigns/audience/audience";
import { audienceKey, audienceStatement, peopleIfAny } from "#domain/campaigns/audience/audience-people";
import { wordingOf } from "#domain/campaigns/drafts/wording";
import { CAMPAIGN_LIFE_MS } from "#domain/campaigns/sending/deadline";
import { type CampaignState, isDispatching, isOver } from "#domain/campaigns/state";
import type { FormatTime } from "#domain/messages/explain/explain";
import type { Finding } from "#domain/messages/explain/explain-findings";
import {
  type ExplainedSource,
  STORED_TEXT_SQL,
  type StoredText,
  sourceFinding,
} from "#domain/messages/explain/explain-source";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { findCampaign } from "./find.ts";

const isIn = audienceStatement(
  "explain-audience",
  (people) => `SELECT s.id FROM subscribers s WHERE s.shop_id = $1 AND ${people} AND s.id = $3::uuid`,
);

const readTexts = statement(
  "explain-campaign-texts",
  `SELECT ${STORED_TEXT_SQL}
   FROM campaigns c
   JOIN messages m ON m.shop_id = c.shop_id AND m.month = c.month AND m.source_id = c.id
   LEFT JOIN why_records w ON w.shop_id = m.shop_id AND w.month = m.month AND w.id = m.why_id
   WHERE c.shop_id = $1 AND c.id = $2 AND m.subscriber_id = $3
   ORDER BY m.id DESC LIMIT 10`,
);

const readChunk = statement(
  "explain-campaign-chunk",
  `SELECT k.due_at AS "dueAt" FROM campaign_chunks k
   WHERE k.shop_id = $1 AND k.campaign_id = $2 AND k.state = 'ready' AND $3::uuid = ANY (k.subscriber_ids[k.cursor + 1 :])
   LIMIT 1`,
);

const stateSentences: Record<CampaignState, string> = {
  draft: "This campaign is a draft. No texts are sent until you send it",
  scheduled: "This campaign is scheduled",
  preparing: "This campaign is sending",
  sending: "This campaign is sending",
  paused: "This campaign is paused. No texts are sent until you resume it",
  finished: "This campaign has ended",
  cancelled: "This campaign was canceled",
  failed: "This campaign couldn’t be sent",
};

/** What a campaign of the shop's tells of itself and of one person (null: a stranger). Null when it is not the shop's. */
export async function explainCampaign(
  db: Pick<Db, "prisma" | "run">,
  shopId: string,
  campaignId: string,
  subscriberId: string | null,
  now: Date,
  formatTime: FormatTime,
): Promise<ExplainedSource | null> {
  const found = await findCampaign(db, shopId, campaignId);
  if (!found) return null;
  const { name, state, body, audience, senderId, scheduledAt } = found;
  const row = await db.prisma.campaign.findUnique({
    where: { shopId_id: { shopId, id: campaignId } },
    select: { expiresAt: true },
  });
  const asked = [shopId, campaignId, subscriberId];
  const texts = subscriberId === null ? [] : await db.run<StoredText>(readTexts, asked);
  const [chunk] = subscriberId === null ? [] : await db.run<{ dueAt: Date }>(readChunk, asked);
  const people = subscriberId === null ? null : await peopleIfAny(db, shopId, audience, now);
  const [member] =
    people === null ? [] : await db.run<{ id: string }>(isIn(people), [shopId, audienceKey(people), subscriberId]);
  const startsAt = scheduledAt && scheduledAt > now ? scheduledAt : now;
  return {
    ...{ kind: "campaign", id: campaignId, name, purpose: "marketing", senderId },
    wording: body.trim() === "" ? null : wordingOf(found),
    expiresAt: row?.expiresAt ?? new Date(startsAt.getTime() + CAMPAIGN_LIFE_MS),
    findings: [
      describeState(state, state === "scheduled" ? scheduledAt : null, formatTime),
      explainMembership(describeAudience(audience), member !== undefined, texts, chunk?.dueAt ?? null, formatTime),
    ],
    texts,
  };
}

function describeState(state: CampaignState, startsAt: Date | null, formatTime: FormatTime): Finding {
  const isGone = isOver(state);
  const said = isGone ? "skip" : isDispatching(state) ? "pass" : "wait";
  const hour = startsAt ? ` for ${formatTime(startsAt)}` : "";
  return sourceFinding("Campaign", said, `${stateSentences[state]}${hour}.`, startsAt);
}

function explainMembership(
  audience: string,
  isMember: boolean,
  texts: StoredText[],
  dueAt: Date | null,
  formatTime: FormatTime,
): Finding {
  if (texts.length > 0)
    return sourceFinding("Audience", "skip", "Already got this campaign’s text. No one gets it twice.");
  if (dueAt !== null)
    return sourceFinding("Audience", "pass", `In the audience. The text is due ${formatTime(dueAt)}.`, dueAt);
  if (isMember) return sourceFinding("Audience", "pass", `In the audience now: “${audience}”.`);
  return sourceFinding("Audience", "skip", `Not in the audience now: “${audience}”.`);
}
