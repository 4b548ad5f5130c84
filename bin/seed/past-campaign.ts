import { createCampaign } from "#domain/campaigns/drafts/create";
import type { CampaignChanges } from "#domain/campaigns/drafts/fields";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { testSource } from "#domain/campaigns/drafts/test-source";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { campaignSource } from "#domain/campaigns/source";
import type { Context } from "#domain/context";
import { conversationSource } from "#domain/conversations/source";
import { flowSource } from "#domain/flows/source";
import { type Claim, claimSlice } from "#domain/messages/claim/claim";
import type { HandedText, Outcome } from "#domain/messages/delivery/hand-off";
import type { DeliveryReceipt } from "#domain/messages/delivery/provider";
import { applyReceipts } from "#domain/messages/delivery/receipts";
import { recordHandOff } from "#domain/messages/delivery/record";
import { formatRef } from "#domain/messages/ref";
import { senderFor } from "#domain/senders/choose";
import { newId } from "#platform/ids";
import type { Db, Sql, Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Chance } from "./chance.ts";

const SLICE = 250;
const HOUR_MS = 3_600_000;
/** More than the audience has, so that it is counted within the hour. */
const PAGES = 3;

const stateOf = statement("seeded-campaign-state", "SELECT state FROM campaigns WHERE shop_id = $1 AND id = $2");

/** A text of a past campaign that reached a phone. */
export interface Reached {
  subscriberId: string;
  /** Of its short link. */
  code: string | null;
  at: Date;
}

/**
 * Sends a campaign in the past: counted, claimed, judged by every gate and recorded by the verbs that a worker uses, with
 * a carrier that is played here. All in one transaction, so that the running workers see it only when it is finished.
 */
export async function sendInThePast(
  ctx: Context,
  shopId: string,
  campaign: CampaignChanges,
  startAt: Date,
  chance: Chance,
): Promise<Reached[]> {
  return ctx.db.transaction(async (tx) => {
    let now = startAt;
    const then: Context = { ...ctx, db: inside(ctx.db, tx), clock: { now: () => now }, enqueue: async () => {} };
    const id = await createCampaign(then, shopId, campaign);
    await scheduleCampaign(then, shopId, id, "now");
    const reached: Reached[] = [];
    // Every hour, as the people of the next zone wake up, until nothing is left.
    for (; !(await isFinished(tx, shopId, id)); now = new Date(now.getTime() + HOUR_MS)) {
      for (let page = 0; page < PAGES; page++) await advanceCampaign(then, shopId, id);
      reached.push(...(await sendWhatIsDue(then, tx, shopId, chance)));
    }
    return reached;
  });
}

async function isFinished(tx: Sql, shopId: string, id: string): Promise<boolean> {
  const [campaign] = await tx.run<{ state: string }>(stateOf, [shopId, id]);
  return campaign?.state === "finished";
}

/** The same database, with every transaction a part of this one. */
function inside(db: Db, tx: Tx): Db {
  return { ...db, ...tx, transaction: (work) => work(tx) };
}

async function sendWhatIsDue(then: Context, tx: Sql, shopId: string, chance: Chance): Promise<Reached[]> {
  const sender = await senderFor(tx, shopId);
  if (!sender) throw new Error("The shop has no number.");
  const sources = { campaign: campaignSource, flow: flowSource, conversation: conversationSource, test: testSource };
  const lane = { class: "campaign", shopId, senderId: sender.id } as const;
  const reached: Reached[] = [];
  for (;;) {
    const claim = await claimSlice(then, sources, lane, SLICE);
    if (!claim) return reached;
    const handed = claim.texts.map((decision): HandedText => ({ decision, outcome: answerOf(chance) }));
    await recordHandOff(then, claim, handed);
    const receipts = handed.flatMap((text) => receiptOf(claim, text, chance));
    await applyReceipts(tx, then, receipts);
    reached.push(...reachedBy(claim, receipts, then.clock.now()));
  }
}

function answerOf(chance: Chance): Outcome {
  if (chance.isLucky(0.012))
    return { kind: "rejected", code: "21614", detail: "not a mobile number", because: "invalid-number" };
  return { kind: "accepted", providerId: `SM${newId().replaceAll("-", "")}` };
}

function receiptOf(claim: Claim, { decision, outcome }: HandedText, chance: Chance): DeliveryReceipt[] {
  if (outcome.kind !== "accepted") return [];
  const { month, id } = decision.candidate;
  const receipt = {
    kind: "receipt",
    ref: formatRef({ shopId: claim.lane.shopId, month, id }),
    providerId: outcome.providerId,
    because: null,
  } as const;
  if (chance.isLucky(0.018)) return [{ ...receipt, status: "failed", code: chance.pick(["30003", "30003", "30007"]) }];
  return [{ ...receipt, status: chance.isLucky(0.985) ? "delivered" : "sent", code: null }];
}

function reachedBy(claim: Claim, receipts: DeliveryReceipt[], at: Date): Reached[] {
  const delivered = new Set(receipts.filter((it) => it.status === "delivered").map((it) => it.ref));
  return claim.texts.flatMap(({ candidate, link }) => {
    const { month, id, subscriberId } = candidate;
    const isThere = delivered.has(formatRef({ shopId: claim.lane.shopId, month, id }));
    return isThere ? [{ subscriberId, code: link?.code ?? null, at }] : [];
  });
}
