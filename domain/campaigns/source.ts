import { wordingOf } from "#domain/campaigns/drafts/wording";
import { type CampaignHours, type ChunkWindow, chunkWindows } from "#domain/campaigns/sending/chunk-window";
import { keepToClocks } from "#domain/campaigns/sending/keep-to-clocks";
import { campaignLanesOf } from "#domain/campaigns/sending/lanes";
import type { Month } from "#domain/messages/month";
import type { Batch, MessageSource, SourceAnswer, WaitingText } from "#domain/messages/source";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { type CampaignState, isDispatching } from "./state.ts";

interface Asked {
  id: string;
  state: CampaignState;
  name: string;
  body: string;
  linkUrl: string | null;
  isApplyingControl: boolean;
}

const ask = statement(
  "campaign-answers",
  `SELECT id, state, name, body, link_url AS "linkUrl", is_settling AS "isApplyingControl" FROM campaigns
   WHERE shop_id = $1 AND id = ANY($2::uuid[])
   ORDER BY id
   FOR SHARE`,
);

const takeCampaigns = statementFile(import.meta.url, "./sending/take-campaigns.sql");
const takeChunk = statementFile(import.meta.url, "./sending/take-chunk.sql");
const deferChunks = statementFile(import.meta.url, "./sending/defer-chunks.sql");

/** Compare-and-set: a stalled job's double finds the cursor moved. */
const moveCursor = statement(
  "move-chunk-cursor",
  `UPDATE campaign_chunks
   SET cursor = $4, state = CASE WHEN $4 = cardinality(subscriber_ids) THEN 'done' ELSE state END
   WHERE shop_id = $1 AND id = $2 AND cursor = $3 AND state = 'ready'
   RETURNING id`,
);

interface Sendable extends CampaignHours {
  id: string;
  month: Month;
  name: string;
  body: string;
  linkUrl: string | null;
  isUrgent: boolean;
}

interface TakenChunk {
  id: string;
  campaignId: string;
  signature: string;
  zone: string | null;
  dueAt: Date;
  cursor: number;
  subscriberIds: string[];
}

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
  if (campaign.state === "paused" || (isDispatching(campaign.state) && campaign.isApplyingControl))
    return { kind: "held" };
  // A text of a finished campaign waits only when a receipt brought it back after the end.
  if (isDispatching(campaign.state) || campaign.state === "finished")
    return { kind: "wanted", wording: wordingOf(campaign) };
  return { kind: "unwanted", because: campaign.state === "cancelled" ? "campaign-cancelled" : "source-ended" };
}

/**
 * Takes up to `limit` people off a chunk, inside the claim's transaction: of the urgent campaign while it has one due,
 * then off the chunk whose window closes first. A chunk whose hours have ended since they were computed is moved to its
 * next ones and another is tried. People whose deadline has passed come too: dispatch ends them as expired, so that each
 * has a row that says so. Null when no chunk is due.
 */
export async function nextBatch(
  tx: Sql,
  { shopId, senderId }: { shopId: string; senderId: string },
  limit: number,
  now: Date,
): Promise<Batch | null> {
  const campaigns = await tx.run<Sendable>(takeCampaigns, [shopId, senderId, now]);
  for (const isUrgent of [true, false]) {
    const batch = await nextBatchOf(
      tx,
      shopId,
      campaigns.filter((campaign) => campaign.isUrgent === isUrgent),
      limit,
      now,
    );
    if (batch) return batch;
  }
  return null;
}

async function nextBatchOf(
  tx: Sql,
  shopId: string,
  campaigns: Sendable[],
  limit: number,
  now: Date,
): Promise<Batch | null> {
  if (campaigns.length === 0) return null;
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  for (;;) {
    const [chunk] = await tx.run<TakenChunk>(takeChunk, [shopId, [...byId.keys()], now, limit]);
    const campaign = chunk && byId.get(chunk.campaignId);
    if (!chunk || !campaign) return null;
    const window = chunkWindows(campaign, now)(chunk);
    if (!window.isDue) {
      await putOff(tx, shopId, chunk, window, now);
      continue;
    }
    const moved = await tx.run(moveCursor, [shopId, chunk.id, chunk.cursor, chunk.cursor + chunk.subscriberIds.length]);
    if (moved.length === 0) throw new Error("A chunk's cursor moved while its row was locked.");
    const subscriberIds = await keepToClocks(tx, shopId, campaign, chunk, now);
    if (subscriberIds.length === 0) continue;
    const { id: sourceId, month, expiresAt } = campaign;
    return { sourceId, month, dueAt: chunk.dueAt, expiresAt, subscriberIds, wording: wordingOf(campaign) };
  }
}

async function putOff(
  tx: Sql,
  shopId: string,
  { campaignId, signature, zone }: TakenChunk,
  { dueAt, closesAt }: ChunkWindow,
  now: Date,
): Promise<void> {
  await tx.run(deferChunks, [shopId, campaignId, signature, now, dueAt, closesAt, zone]);
}
