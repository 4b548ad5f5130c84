import { beforeEach, expect, test } from "vitest";
import { describeCampaignEvent } from "#domain/campaigns/event";
import { campaignProgress } from "#domain/campaigns/report/progress";
import { sumOf } from "#domain/campaigns/report/recipient-counts";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { campaignLanesOf, dueCampaignLanes } from "#domain/campaigns/sending/lanes";
import { campaignSource } from "#domain/campaigns/source";
import { startSending } from "#domain/kill-switch/start";
import { stopSending } from "#domain/kill-switch/stop";
import { claimSlice } from "#domain/messages/claim/claim";
import { setDailyCap } from "#domain/spending/daily-cap";
import { reserveSpending } from "#domain/spending/reserve";
import { newId } from "#platform/ids";
import { aStartedCampaign } from "../../../test/factories/campaigns/started-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { sources } from "../../../test/factories/lane.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { resumeCampaign } from "./resume.ts";
import { setCampaignSpendCap } from "./spend-cap.ts";

const ctx = aContext();
const { db, clock } = ctx;
const PRICE = 8_300;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

/** A campaign under way whose cap has room for two texts; three ask. */
async function aCampaignAtItsCap() {
  const { campaign } = await aStartedCampaign(ctx, [{}, {}, {}], { spendCapMicros: BigInt(PRICE * 2 + 100) });
  const { shopId, id: sourceId, senderId } = campaign;
  const text = { sourceKind: "campaign", sourceId, purpose: "marketing" as const, parts: 1, priceMicros: PRICE };
  const texts = [1, 2, 3].map(() => ({ id: newId(), ...text }));
  const verdicts = await db.transaction((tx) => reserveSpending(tx, { shopId, senderId, now: clock.now(), texts }));
  expect([...verdicts.values()].map((it) => it.kind)).toEqual(["granted", "granted", "hold"]);
  return campaign;
}

/** Eight workers claim in slices of three until no one finds anything. Returns the texts that they would hand over. */
async function claimAll({ shopId, senderId }: { shopId: string; senderId: string }): Promise<number> {
  const claims = { ...sources, campaign: campaignSource };
  const worker = async () => {
    let texts = 0;
    for (;;) {
      const claim = await claimSlice(ctx, claims, { class: "campaign", shopId, senderId }, 3);
      if (!claim) return texts;
      texts += claim.texts.length;
    }
  };
  const counts = await Promise.all(Array.from({ length: 8 }, worker));
  return counts.reduce((sum, it) => sum + it);
}

const rowOf = (id: string) => db.everyShop.campaign.findFirstOrThrow({ where: { id } });
const lastLine = async (campaignId: string) => {
  const [row] = await db.everyShop.campaignEvent.findMany({ where: { campaignId }, orderBy: { id: "desc" }, take: 1 });
  return row ? describeCampaignEvent(row, (at) => at.toISOString()) : null;
};

test("a campaign that reaches its cap is paused, and its timeline says at what amount", async () => {
  const { shopId, id } = await aCampaignAtItsCap();
  await advanceCampaign(ctx, shopId, id);
  expect(await rowOf(id)).toMatchObject({ state: "paused", pausedBecause: "spend-cap" });
  expect(await lastLine(id)).toBe(
    "Paused at its spending limit of $0.0167: $0.0166 spent, and the next text would exceed the limit. Raise the limit to continue.",
  );
  expect(await db.everyShop.recall.count({ where: { target: id } })).toBe(1);
});

test("it cannot be resumed at the cap it has reached, and goes on once that was raised", async () => {
  const { shopId, id } = await aCampaignAtItsCap();
  await advanceCampaign(ctx, shopId, id);
  await expect(resumeCampaign(ctx, shopId, id)).rejects.toMatchObject({ code: "campaign-cap-reached" });
  await setCampaignSpendCap(ctx, shopId, id, PRICE * 2 + 200);
  await expect(resumeCampaign(ctx, shopId, id)).rejects.toMatchObject({ code: "campaign-cap-reached" });
  await setCampaignSpendCap(ctx, shopId, id, 1_000_000);
  expect(await lastLine(id)).toBe("Spending limit set to $1.00.");
  await resumeCampaign(ctx, shopId, id);
  await advanceCampaign(ctx, shopId, id);
  expect((await rowOf(id)).state).toBe("sending");
});

test("a cap that is removed lets it go on too", async () => {
  const { shopId, id } = await aCampaignAtItsCap();
  await advanceCampaign(ctx, shopId, id);
  await setCampaignSpendCap(ctx, shopId, id, null);
  await resumeCampaign(ctx, shopId, id);
  expect((await rowOf(id)).state).toBe("sending");
});

test("a cap that is raised before the pause came makes due again what was held", async () => {
  const { shopId, id, senderId } = await aCampaignAtItsCap();
  const held = {
    ...{ shopId, id: newId(), month: new Date("2026-11-01"), class: "campaign", purpose: "marketing" },
    ...{ sourceKind: "campaign", sourceId: id, subscriberId: newId(), senderId, state: "waiting", reason: "spend-cap" },
    ...{ dueAt: new Date("9999-12-31T00:00:00Z"), expiresAt: clock.now(), createdAt: clock.now() },
  };
  await db.prisma.message.create({ data: held });
  await setCampaignSpendCap(ctx, shopId, id, 1_000_000);
  expect((await db.everyShop.message.findFirstOrThrow({ where: { id: held.id } })).dueAt).toEqual(clock.now());
  await advanceCampaign(ctx, shopId, id);
  expect((await rowOf(id)).state).toBe("sending");
});

test("eight workers hand over what the campaign's cap allows and not one more; raised, the rest goes, and no one is lost", async () => {
  const people = Array.from({ length: 40 }, () => ({}));
  const { campaign } = await aStartedCampaign(ctx, people, {
    body: "Sale today",
    linkUrl: null,
    spendCapMicros: BigInt(PRICE * 25),
  });
  const { shopId, id } = campaign;
  expect(await claimAll(campaign)).toBe(25);
  const progress = await campaignProgress(db, shopId, id, clock.now());
  expect(progress && sumOf(progress.counts)).toBe(40);
  await advanceCampaign(ctx, shopId, id);
  expect(await rowOf(id)).toMatchObject({ state: "paused", pausedBecause: "spend-cap" });
  expect(await claimAll(campaign)).toBe(0);
  await setCampaignSpendCap(ctx, shopId, id, PRICE * 40);
  await resumeCampaign(ctx, shopId, id);
  await advanceCampaign(ctx, shopId, id);
  expect(await claimAll(campaign)).toBe(15);
  expect(await db.everyShop.message.count({ where: { sourceId: id, state: "sending" } })).toBe(40);
});

test("while the day is used up people wait in their chunks, the lane wakes no one, and at midnight it is due again", async () => {
  const people = Array.from({ length: 40 }, () => ({}));
  const { campaign } = await aStartedCampaign(ctx, people, { body: "Sale today", linkUrl: null });
  const { shopId } = campaign;
  await setDailyCap(ctx, shopId, PRICE * 4);
  expect(await claimAll(campaign)).toBe(4);
  expect(await db.prisma.message.count({ where: { shopId } })).toBeLessThan(40);
  expect(await dueCampaignLanes(db, clock.now())).toEqual([]);
  expect(await campaignLanesOf(db, shopId, clock.now())).toEqual([]);
  clock.set(new Date("2026-11-25T15:00:00Z"));
  expect(await dueCampaignLanes(db, clock.now())).toHaveLength(1);
  expect(await claimAll(campaign)).toBe(4);
});

test("a shop whose sending is stopped has no lane, and its campaign goes on where it was", async () => {
  const { campaign } = await aStartedCampaign(ctx, [{}, {}], { body: "Sale today", linkUrl: null });
  const { shopId } = campaign;
  await stopSending(ctx, { shopId, by: "merchant", because: "" });
  expect(await dueCampaignLanes(db, clock.now())).toEqual([]);
  expect(await claimAll(campaign)).toBe(0);
  await startSending(ctx, { shopId, by: "merchant" });
  expect(await dueCampaignLanes(db, clock.now())).toHaveLength(1);
  expect(await claimAll(campaign)).toBe(2);
});

test("what a new cap held while it was still being counted is not forgotten: it pauses the campaign and goes when it is lifted", async () => {
  const { campaign } = await aStartedCampaign(ctx, [{}, {}, {}], { body: "Sale today", linkUrl: null });
  const { shopId, id } = campaign;
  // A transaction from before the cap: it may be a claim that knows nothing of it, so the counting waits for its end.
  const [isOpen, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const older = db.transaction(async (tx) => {
    await tx.run({ name: "something", text: "SELECT 1 AS one" });
    isOpen.resolve();
    await mayEnd.promise;
  });
  await isOpen.promise;
  const saved = setCampaignSpendCap(ctx, shopId, id, PRICE);
  await expect.poll(async () => (await rowOf(id)).spendCapMicros).toBe(BigInt(PRICE));
  expect(await claimAll(campaign)).toBe(1);
  mayEnd.resolve();
  await Promise.all([older, saved]);

  expect(await claimAll(campaign)).toBe(0);
  await advanceCampaign(ctx, shopId, id);
  expect(await rowOf(id)).toMatchObject({ state: "paused", pausedBecause: "spend-cap" });
  await setCampaignSpendCap(ctx, shopId, id, null);
  await resumeCampaign(ctx, shopId, id);
  await advanceCampaign(ctx, shopId, id);
  expect(await claimAll(campaign)).toBe(2);
});
