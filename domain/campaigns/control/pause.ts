import { type CampaignEvent, recordCampaignEvent } from "#domain/campaigns/event";
import { canBecome, isDispatching } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import { recallTexts } from "#domain/messages/delivery/recall";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { lockCampaign } from "./lock.ts";

const pause = statement(
  "pause-campaign",
  `UPDATE campaigns SET state = 'paused', paused_from = state, paused_because = $3, updated_at = $4
   WHERE shop_id = $1 AND id = $2`,
);

const underWay = statement(
  "campaigns-under-way",
  `SELECT id FROM campaigns WHERE shop_id = $1 AND state IN ('scheduled', 'preparing', 'sending') ORDER BY id FOR UPDATE`,
);

const refused = statement(
  "refused-by-campaign-cap",
  `SELECT used AS "usedMicros" FROM spend_counters
   WHERE shop_id = $1 AND kind = 'campaign' AND target = $2 AND refused IS NOT NULL`,
);

type Paused = Extract<CampaignEvent, { kind: "paused" }>;

/**
 * Pauses a campaign that is scheduled or under way: nothing new is claimed, and within half a second of the commit
 * nothing that was claimed is handed over any more. Pausing a paused one changes nothing; refuses one that is a draft or
 * over.
 */
export async function pauseCampaign(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { state } = await lockCampaign(tx, shopId, campaignId);
    if (state === "paused") return;
    if (!canBecome(state, "paused"))
      throw new UserError("campaign-not-running", "Only scheduled or sending campaigns can be paused.");
    await pauseAll(tx, shopId, [campaignId], { because: "merchant" }, clock.now());
  });
}

/**
 * Pauses a campaign that has reached its spend cap, which its counter says since the claim that was refused. Changes nothing
 * when the cap has been raised or the campaign is not under way; safe to repeat.
 */
export async function pauseAtSpendCap(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { state, spendCapMicros: capMicros } = await lockCampaign(tx, shopId, campaignId);
    const [reached] = await tx.run<{ usedMicros: number }>(refused, [shopId, campaignId]);
    if (!reached || capMicros === null || !isDispatching(state)) return;
    await pauseAll(tx, shopId, [campaignId], { because: "spend-cap", capMicros, ...reached }, clock.now());
  });
}

/** Pauses whatever a shop has scheduled or under way, inside the caller's transaction. Returns how many there were. */
export async function pauseCampaignsOf(
  tx: Sql,
  shopId: string,
  because: "uninstalled" | "reinstalled",
  now: Date,
): Promise<number> {
  const campaigns = await tx.run<{ id: string }>(underWay, [shopId]);
  const ids = campaigns.map((campaign) => campaign.id);
  await pauseAll(tx, shopId, ids, { because }, now);
  return ids.length;
}

/** Pauses these campaigns, which the caller holds, and withdraws what of them is claimed. */
export async function pauseAll(tx: Sql, shopId: string, ids: string[], data: Paused["data"], now: Date): Promise<void> {
  for (const id of ids) await tx.run(pause, [shopId, id, data.because, now]);
  await recordCampaignEvent(tx, shopId, ids, { kind: "paused", data } as Paused, now); // each cause has its data
  await recallTexts(
    tx,
    ids.map((target) => ({ shopId, kind: "campaign", target })),
  );
}
