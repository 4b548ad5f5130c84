import { beforeEach, expect, test } from "vitest";
import { reserveSpending } from "#domain/spending/reserve";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aStartedCampaign } from "../../test/factories/started-campaign.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { advanceCampaign } from "./advance.ts";
import { describeHappening } from "./event.ts";
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

const rowOf = (id: string) => db.prisma.campaign.findFirstOrThrow({ where: { id } });
const lastLine = async (campaignId: string) => {
  const [row] = await db.prisma.campaignEvent.findMany({ where: { campaignId }, orderBy: { id: "desc" }, take: 1 });
  return row ? describeHappening(row, (at) => at.toISOString()) : null;
};

test("a campaign that reaches its cap is paused, and its timeline says at what amount", async () => {
  const { shopId, id } = await aCampaignAtItsCap();
  await advanceCampaign(ctx, shopId, id);
  expect(await rowOf(id)).toMatchObject({ state: "paused", pausedBecause: "spend-cap" });
  expect(await lastLine(id)).toBe(
    "Paused at its spend cap of $0.0167: $0.0166 is spent, and the next text would exceed it. Raise the cap to go on.",
  );
  expect(await db.prisma.withdrawal.count({ where: { target: id } })).toBe(1);
});

test("it cannot be resumed at the cap it has reached, and goes on once that was raised", async () => {
  const { shopId, id } = await aCampaignAtItsCap();
  await advanceCampaign(ctx, shopId, id);
  await expect(resumeCampaign(ctx, shopId, id)).rejects.toMatchObject({ code: "campaign-cap-reached" });
  await setCampaignSpendCap(ctx, shopId, id, PRICE * 2 + 200);
  await expect(resumeCampaign(ctx, shopId, id)).rejects.toMatchObject({ code: "campaign-cap-reached" });
  await setCampaignSpendCap(ctx, shopId, id, 1_000_000);
  expect(await lastLine(id)).toBe("Its spend cap was set to $1.00.");
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
  expect((await db.prisma.message.findFirstOrThrow({ where: { id: held.id } })).dueAt).toEqual(clock.now());
  await advanceCampaign(ctx, shopId, id);
  expect((await rowOf(id)).state).toBe("sending");
});
