import { wordingOf } from "#domain/campaigns/drafts/wording";
import { campaignLanesOf } from "#domain/campaigns/sending/lanes";
import { nextBatch } from "#domain/campaigns/sending/next-batch";
import type { MessageSource, SourceAnswer, WaitingText } from "#domain/messages/source";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type CampaignState, isDispatching } from "./state.ts";

interface Asked {
  id: string;
  state: CampaignState;
  name: string;
  body: string;
  linkUrl: string | null;
  isSettling: boolean;
}

const ask = statement(
  "campaign-answers",
  `SELECT id, state, name, body, link_url AS "linkUrl", is_settling AS "isSettling" FROM campaigns
   WHERE shop_id = $1 AND id = ANY($2::uuid[])
   ORDER BY id
   FOR SHARE`,
);

/** What campaigns answer when messages asks for their texts. */
export const campaignSource: MessageSource = {
  kind: "campaign",
  purpose: "marketing",
  answersFor,
  nextBatch,
  dueLanes: campaignLanesOf,
};

async function answersFor(tx: Sql, shopId: string, texts: WaitingText[]): Promise<Map<string, SourceAnswer>> {
  const campaigns = await tx.run<Asked>(ask, [shopId, [...new Set(texts.map((text) => text.sourceId))]]);
  const byCampaign = new Map(campaigns.map((campaign) => [campaign.id, answerFor(campaign)]));
  const gone: SourceAnswer = { kind: "unwanted", because: "source-ended" };
  return new Map(texts.map((text) => [text.id, byCampaign.get(text.sourceId) ?? gone]));
}

function answerFor(campaign: Asked): SourceAnswer {
  // A text that waited through a pause still carries the deadline of before it, until it is settled.
  if (campaign.state === "paused" || (isDispatching(campaign.state) && campaign.isSettling)) return { kind: "held" };
  // A text of a finished campaign waits only when a receipt brought it back after the end.
  if (isDispatching(campaign.state) || campaign.state === "finished")
    return { kind: "wanted", wording: wordingOf(campaign) };
  return { kind: "unwanted", because: campaign.state === "cancelled" ? "campaign-cancelled" : "source-ended" };
}
