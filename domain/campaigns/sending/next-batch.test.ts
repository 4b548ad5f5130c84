import { beforeEach, describe, expect, test } from "vitest";
import { aStartedCampaign, takeAll } from "../../../test/factories/campaigns/started-campaign.ts";
import { campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { dueCampaignLanes } from "./lanes.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { take } = campaignSteps(ctx);

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
  ctx.enqueued.length = 0;
});

describe("hours", () => {
  const LOS_ANGELES = { ruleSignature: "US-CA@America/Los_Angeles" };

  test("people in Los Angeles wait until 9:00 there while those in New York are texted", async () => {
    const { campaign, subscribers } = await aStartedCampaign(ctx, [{}, LOS_ANGELES]);
    expect(await takeAll(ctx, campaign)).toEqual([subscribers[0]?.id]);
    expect(await dueCampaignLanes(db, clock.now())).toEqual([]);
    clock.set(new Date("2026-11-24T16:59:59Z"));
    expect(await take(campaign)).toBeNull();
    clock.set(new Date("2026-11-24T17:00:00Z"));
    const { shopId, senderId } = campaign;
    expect(await dueCampaignLanes(db, clock.now())).toEqual([{ class: "campaign", shopId, senderId }]);
    expect(await takeAll(ctx, campaign)).toEqual([subscribers[1]?.id]);
  });

  test("people whose evening ends first are texted first", async () => {
    clock.set(new Date("2026-11-24T18:00:00Z"));
    const { campaign, subscribers } = await aStartedCampaign(ctx, [
      LOS_ANGELES,
      {},
      { ruleSignature: "US-FL@America/New_York" },
    ]);
    const [losAngeles, newYork, miami] = subscribers.map((it) => it.id);
    expect(await takeAll(ctx, campaign)).toEqual([miami, newYork, losAngeles]);
  });

  test("people who are not reached by the evening are texted the next morning", async () => {
    const { campaign, subscribers } = await aStartedCampaign(ctx, [{}]);
    clock.set(new Date("2026-11-25T02:00:00Z")); // 21:00 in New York
    expect(await take(campaign)).toBeNull();
    expect(await db.everyShop.campaignChunk.findFirst()).toMatchObject({
      state: "ready",
      cursor: 0,
      dueAt: new Date("2026-11-25T13:00:00Z"),
      closesAt: new Date("2026-11-26T02:00:00Z"),
    });
    clock.set(new Date("2026-11-25T13:00:00Z"));
    expect(await takeAll(ctx, campaign)).toEqual([subscribers[0]?.id]);
  });

  test("people whose hours open only after the deadline come at once, so that they end as expired", async () => {
    const { campaign, subscribers } = await aStartedCampaign(ctx, [LOS_ANGELES]);
    clock.set(new Date("2026-11-26T15:00:00Z")); // the deadline itself
    expect((await take(campaign))?.subscriberIds).toEqual([subscribers[0]?.id]);
  });
});

test("while the number is out of service people stay in their chunks, and after the deadline they come to be ended", async () => {
  const { campaign, subscribers } = await aStartedCampaign(ctx, [{}]);
  await db.everyShop.sender.updateMany({ data: { state: "stopped" } });
  expect(await take(campaign)).toBeNull();
  clock.set(new Date("2026-11-26T15:00:00Z"));
  expect((await take(campaign))?.subscriberIds).toEqual([subscribers[0]?.id]);
});
