import { beforeEach, expect, test } from "vitest";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { drawConsequences } from "#domain/messages/failures/draw-consequences";
import { needsAttention } from "#domain/operations/attention";
import { newId } from "#platform/ids";
import { explain } from "#providers/twilio/codes/explain";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { resumeCampaign } from "./resume.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
});

type Ids = { shopId: string; id: string; senderId: string | null };

/** So many texts that carriers took for spam, and so many that arrived, as receipts leave them. */
async function reported({ shopId, id, senderId }: Ids, filtered: number, delivered: number): Promise<void> {
  const states = [...Array<string>(filtered).fill("failed"), ...Array<string>(delivered).fill("delivered")];
  await db.prisma.message.createMany({
    data: states.map((state) => ({
      ...{ shopId, id: newId(), month: new Date("2026-11-01"), class: "campaign", purpose: "marketing", state },
      ...{ sourceKind: "campaign", sourceId: id, subscriberId: newId(), senderId: senderId ?? newId() },
      ...{ dueAt: TUESDAY_MORNING, expiresAt: TUESDAY_MORNING, createdAt: TUESDAY_MORNING },
      reason: state === "failed" ? "30007" : null,
    })),
  });
  const failure = explain("30007");
  const text = {
    shopId,
    senderId: senderId ?? newId(),
    provider: "twilio",
    sourceKind: "campaign",
    sourceId: id,
  } as const;
  const failed = Array.from({ length: filtered }, () => ({ ...text, phone: null, failure }));
  await db.transaction((tx) => drawConsequences(tx, ctx, failed));
  await advanceCampaign(ctx, shopId, id);
}

async function stateOf({ shopId, id }: Ids): Promise<string | undefined> {
  const campaign = await db.prisma.campaign.findUnique({ where: { shopId_id: { shopId, id } } });
  return campaign?.state;
}

test.each([
  [4, 0, "sending"],
  [5, 0, "paused"],
  [5, 95, "paused"],
  [5, 96, "sending"],
  [40, 1_000, "sending"],
  [60, 1_000, "paused"],
])("with %i texts taken for spam and %i delivered a campaign is %s", async (filtered, delivered, state) => {
  const campaign = await aCampaign(db, {
    state: "sending",
    startedAt: TUESDAY_MORNING,
    expiresAt: new Date("2026-11-27"),
  });
  await reported(campaign, filtered, delivered);
  expect(await stateOf(campaign)).toBe(state);
});

test("the merchant reads what happened, and a resumed campaign is judged by what comes then", async () => {
  const campaign = await aCampaign(db, {
    state: "sending",
    startedAt: TUESDAY_MORNING,
    expiresAt: new Date("2026-11-27"),
  });
  await reported(campaign, 20, 0);
  expect(await needsAttention(db, campaign.shopId, ctx.clock.now())).toMatchObject([
    { kind: "campaign-paused", sentence: expect.stringMatching(/blocked many of its texts as spam/) },
  ]);
  await resumeCampaign(ctx, campaign.shopId, campaign.id);
  await advanceCampaign(ctx, campaign.shopId, campaign.id);
  expect(await stateOf(campaign)).toBe("sending");
  await reported(campaign, 4, 10);
  expect(await stateOf(campaign)).toBe("sending");
  await reported(campaign, 1, 0);
  expect(await stateOf(campaign)).toBe("paused");
});
