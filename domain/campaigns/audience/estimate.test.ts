import { beforeEach, expect, test } from "vitest";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { estimateCampaign } from "./estimate.ts";

const ctx = aContext();
const { db, clock } = ctx;
const LOS_ANGELES = { ruleSignature: "US-CA@America/Los_Angeles" };

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

test("an estimate counts the audience, prices rendered texts, and says who must wait", async () => {
  const campaign = await aCampaign(db);
  const { shopId } = campaign;
  await aSubscriber(db, { shopId, firstName: "Ada" });
  await aSubscriber(db, { shopId, firstName: "Zoë’s", ...LOS_ANGELES });
  await aSubscriber(db, { shopId, marketing: "unsubscribed" });
  const estimate = await estimateCampaign(ctx, shopId, { ...campaign, audience: { kind: "all" } });
  expect(estimate).toMatchObject({
    audience: 2,
    canLeaveNow: 1,
    nextOpeningAt: new Date("2026-11-24T17:00:00Z"),
    parts: { least: 1, most: 2 }, // one curly apostrophe
    costMicros: { least: 16_600, expected: 24_900, most: 33_200 },
    problem: null,
  });
  expect(estimate.samples.map((it) => it.text).join()).toContain("Reply STOP to opt out");
  expect(estimate.finish?.at.getTime()).toBeGreaterThan(Date.parse("2026-11-24T17:00:00Z"));
});

test.each([
  ["skip", { audience: 1, capped: 1 }],
  ["defer", { audience: 2, capped: 0 }],
])(
  "people who reached the frequency cap are left out of the estimate when the cap is to %s",
  async (action, expected) => {
    const campaign = await aCampaign(db);
    const { shopId } = campaign;
    const cap = { frequencyCapTexts: 2, frequencyCapHours: 24, frequencyCapAction: action };
    await db.prisma.shopSettings.update({ where: { shopId }, data: cap });
    const [full, once] = [await aSubscriber(db, { shopId }), await aSubscriber(db, { shopId })];
    const hoursAgo = (hours: number) => new Date(TUESDAY_MORNING.getTime() - hours * 3_600_000);
    await db.prisma.recipientCap.createMany({
      data: [
        { shopId, subscriberId: full.id, marketingAt: [hoursAgo(20), hoursAgo(2)] },
        { shopId, subscriberId: once.id, marketingAt: [hoursAgo(25), hoursAgo(2)] },
      ],
    });
    expect(await estimateCampaign(ctx, shopId, { ...campaign, audience: { kind: "all" } })).toMatchObject(expected);
  },
);

test("a draft to no one still has a preview, and a broken one says what is wrong", async () => {
  const campaign = await aCampaign(db);
  const alone = await estimateCampaign(ctx, campaign.shopId, { ...campaign, audience: { kind: "tag", tag: "vip" } });
  expect(alone).toMatchObject({ audience: 0, finish: null, costMicros: { most: 0 } });
  expect(alone.samples[0]?.text).toContain("Hi Alex, 20% off");
  const broken = { ...campaign, body: "{% if %}", audience: { kind: "all" as const } };
  expect((await estimateCampaign(ctx, campaign.shopId, broken)).problem).toContain("line 1");
});
