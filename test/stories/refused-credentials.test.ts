import { expect, test } from "vitest";
import { describeActivity } from "#domain/campaigns/report/describe-activity";
import { sentOf } from "#domain/campaigns/report/recipient-counts";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { promisedMs } from "../setup/promised-ms.ts";
import { startCampaign } from "./campaign-under-way.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 120;
const MINUTE = 60_000;
const world = await openStory();
const { ctx, carrier } = world;
const shopId = await world.install(FERNHILL);
await world.connect(shopId, NUMBERS[0], 50);

test("credentials that the provider refuses are shown at once, every text waits, and all are sent once they are fixed", async () => {
  await manySubscribers(ctx.db, shopId, AUDIENCE);
  const campaign = await startCampaign(world, shopId);
  await campaign.hasSent(10);
  await carrier.setTokens({ primary: "rotated-behind-our-back" });

  const refusedAt = performance.now();
  await until("the progress that says so", async () => {
    const { activity } = await campaign.progress();
    return activity?.kind === "provider-held" && describeActivity(activity, String).includes("auth token");
  });
  expect(performance.now() - refusedAt).toBeLessThan(promisedMs(15_000));
  expect(await ctx.db.prisma.providerHold.count()).toBe(1);
  await until("everything at rest", async () => (await campaign.progress()).counts.sending === 0);
  const { accepted } = await carrier.summary();
  expect(await ctx.db.prisma.message.count({ where: { shopId, state: "failed" } })).toBe(0);

  await carrier.setTokens({ primary: "carrier-secret" });
  await world.advance(2 * MINUTE);
  await until("the provider taking texts again", async () => (await ctx.db.prisma.providerHold.count()) === 0);
  await world.advance(2 * MINUTE);
  const { counts } = await campaign.isOver(false);
  expect(sentOf(counts)).toBe(AUDIENCE);
  expect(accepted).toBeLessThan(AUDIENCE);
  expect((await carrier.summary()).duplicatedRefs).toEqual([]);
  await campaign.watched();
}, 90_000);
