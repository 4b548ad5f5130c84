import { beforeEach, describe, expect, test } from "vitest";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aStartedCampaign, takeAll } from "../../../test/factories/campaigns/started-campaign.ts";
import { campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { stateOf, take, advance } = campaignSteps(ctx);
const HOUR = 3_600_000;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
  ctx.enqueued.length = 0;
});

describe("starting", () => {
  test("a campaign sent now is counted and its people are ready to be texted", async () => {
    const { campaign, subscribers } = await aStartedCampaign(ctx, [{}, {}, {}]);
    expect(await stateOf(campaign)).toBe("sending");
    const batch = await take(campaign);
    expect(new Set(batch?.subscriberIds)).toEqual(new Set(subscribers.map((it) => it.id)));
    expect(batch).toMatchObject({
      sourceId: campaign.id,
      month: "2026-11-01",
      expiresAt: new Date("2026-11-26T15:00:00Z"),
    });
    expect(batch?.wording.linkUrl).toContain("utm_campaign=winter-sale");
    expect(await take(campaign)).toBeNull();
    expect(ctx.enqueued.map((job) => job.name)).toContain("dispatch-campaign");
  });

  test("only people who agreed are counted, and only those with the tag", async () => {
    const { campaign, subscribers } = await aStartedCampaign(
      ctx,
      [
        { tags: ["vip"] },
        { tags: ["vip"], marketing: "unsubscribed" },
        { tags: ["vip"], marketing: "pending" },
        { tags: [] },
      ],
      { audience: { kind: "tag", tag: "vip" } },
    );
    expect(await takeAll(ctx, campaign)).toEqual([subscribers[0]?.id]);
  });

  test("a campaign waits for its hour", async () => {
    const campaign = await aCampaign(db);
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, new Date(TUESDAY_MORNING.getTime() + HOUR));
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("scheduled");
    clock.advance(HOUR);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("sending");
  });

  test("a campaign that lost its number ends failed and says so", async () => {
    const campaign = await aCampaign(db);
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
    await db.everyShop.sender.updateMany({ data: { state: "stopped" } });
    await advance(campaign);
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ state: "failed", failedBecause: "no-sender" });
  });

  test("a campaign to no one finishes", async () => {
    const { campaign } = await aStartedCampaign(ctx, []);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("finished");
  });

  test("two workers that count the same page repeat no one", async () => {
    const campaign = await aCampaign(db);
    for (let i = 0; i < 5; i++) await aSubscriber(db, { shopId: campaign.shopId });
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
    await Promise.all([advance(campaign), advance(campaign), advance(campaign)]);
    await advance(campaign);
    const taken = await takeAll(ctx, campaign, 2);
    expect([taken.length, new Set(taken).size]).toEqual([5, 5]);
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ audienceCount: 5 });
  });
});

describe("a page of the audience", () => {
  test("25,000 people come in pages, each exactly once, though many share a key", async () => {
    const campaign = await aCampaign(db);
    await db.run(
      {
        name: "many-subscribers",
        text: `INSERT INTO subscribers (shop_id, id, phone_hash, marketing, rule_signature, page_key, created_at, updated_at)
               SELECT $1, gen_random_uuid(), i::text, 'subscribed',
                 CASE i % 3 WHEN 0 THEN 'US-CA@America/Los_Angeles' ELSE 'US-NY@America/New_York' END, i / 700, $2, $2
               FROM generate_series(1, 25000) AS i`,
      },
      [campaign.shopId, TUESDAY_MORNING],
    );
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("preparing");
    expect((await take(campaign))?.subscriberIds).toHaveLength(250);
    await advance(campaign);
    await advance(campaign);
    expect(await stateOf(campaign)).toBe("sending");
    clock.advance(3 * HOUR);
    const taken = await takeAll(ctx, campaign);
    expect([taken.length, new Set(taken).size]).toEqual([24_750, 24_750]);
  });

  test("a campaign paused while it is counted goes on counting where it was", async () => {
    const campaign = await aCampaign(db);
    for (let i = 0; i < 3; i++) await aSubscriber(db, { shopId: campaign.shopId });
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
    await db.everyShop.campaign.updateMany({
      data: {
        state: "preparing",
        month: new Date("2026-11-01"),
        expiresAt: new Date(TUESDAY_MORNING.getTime() + 48 * HOUR),
      },
    });
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    await advance(campaign);
    expect(await db.everyShop.campaignChunk.count()).toBe(0);
    await resumeCampaign(ctx, campaign.shopId, campaign.id);
    await advance(campaign);
    expect(await takeAll(ctx, campaign)).toHaveLength(3);
  });
});
