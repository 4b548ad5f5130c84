import { expect, test } from "vitest";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { emptyRedis } from "../setup/empty-redis.ts";
import { testRedisUrl } from "../setup/per-worker.ts";
import { promisedMs } from "../setup/promised-ms.ts";
import { nothingLeaves, startCampaign } from "./campaign-under-way.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 800;
const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;

const shopId = await world.install(FERNHILL);
await world.connect(shopId, NUMBERS[0], 400);
// A provider that takes its time, so that there is always something claimed and not yet handed over.
await carrier.setFaults({ latencyMs: [20, 250] });

/** So many people whom no one has texted yet. */
async function people(tag: string): Promise<string[]> {
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: [tag] } });
  return ids;
}

const handedTo = async (phones: Set<string>) =>
  (await carrier.handOffs({})).filter(({ to, body }) => phones.has(to) && body.includes("20% off"));

async function phonesOf(ids: string[]): Promise<Set<string>> {
  const found = await prisma.subscriber.findMany({ where: { shopId, id: { in: ids } }, select: { phone: true } });
  return new Set(found.map(({ phone }) => phone ?? ""));
}

test("a pause takes effect within two seconds, holds everything, and resuming texts the rest once", async () => {
  const ids = await people("pause");
  const campaign = await startCampaign(world, shopId, "pause");
  await campaign.hasSent(200);

  const pausedAt = Date.now();
  await pauseCampaign(ctx, shopId, campaign.id);
  await until("nothing under way any more", async () => (await campaign.progress()).counts.sending === 0);
  const handed = await handedTo(await phonesOf(ids));
  const last = Math.max(...handed.map(({ at }) => Date.parse(at)));
  expect(last - pausedAt).toBeLessThan(promisedMs(2_000));
  expect(handed.length).toBeLessThan(AUDIENCE);
  // Every sweep that comes meanwhile finds nothing to do.
  await world.advance(60_000);
  await nothingLeaves(carrier, 2_500);
  expect(await campaign.progress()).toMatchObject({ state: "paused", pausedBecause: "merchant", audience: AUDIENCE });

  await resumeCampaign(ctx, shopId, campaign.id);
  const { counts } = await campaign.isOver();
  expect(counts).toMatchObject({ delivered: AUDIENCE });
  const phones = (await handedTo(await phonesOf(ids))).map(({ to }) => to);
  expect(phones).toHaveLength(AUDIENCE);
  expect(new Set(phones).size).toBe(AUDIENCE);
  expect((await carrier.summary()).duplicatedRefs).toEqual([]);
  expect(await campaign.watched()).toBeGreaterThan(10);
});

test("cancelling ends the rest as skipped with the reason, and what has left stays counted as sent", async () => {
  const ids = await people("cancel");
  const campaign = await startCampaign(world, shopId, "cancel");
  await campaign.hasSent(200);
  const cancelledAt = Date.now();
  await cancelCampaign(ctx, shopId, campaign.id);
  const { counts, state } = await campaign.isOver();
  expect(state).toBe("cancelled");
  expect(counts.delivered + counts.skipped).toBe(AUDIENCE);
  expect(counts.skippedBecause).toEqual({ "campaign-cancelled": counts.skipped });
  const handed = await handedTo(await phonesOf(ids));
  expect(handed).toHaveLength(counts.delivered);
  expect(Math.max(...handed.map(({ at }) => Date.parse(at))) - cancelledAt).toBeLessThan(promisedMs(2_000));
  await campaign.watched();
});

test("a Redis that is emptied twice in the middle costs a campaign nothing but a moment", async () => {
  const ids = await people("redis");
  const campaign = await startCampaign(world, shopId, "redis");
  for (const sent of [120, 420]) {
    await campaign.hasSent(sent);
    await emptyRedis(testRedisUrl());
  }
  expect((await campaign.isOver()).counts).toMatchObject({ delivered: AUDIENCE });
  const phones = (await handedTo(await phonesOf(ids))).map(({ to }) => to);
  expect(phones).toHaveLength(AUDIENCE);
  expect(new Set(phones).size).toBe(AUDIENCE);
  await campaign.watched();
});

test("a person who texts STOP while a campaign runs gets nothing of it afterwards", async () => {
  const ids = await people("stop");
  const campaign = await startCampaign(world, shopId, "stop");
  await campaign.hasSent(100);
  const texted = await prisma.message.findMany({ where: { sourceId: campaign.id }, select: { subscriberId: true } });
  const isTexted = new Set(texted.map(({ subscriberId }) => subscriberId));
  const leaving = ids.filter((id) => !isTexted.has(id)).slice(-25);
  const phones = [...(await phonesOf(leaving))];
  const stoppedAt = new Map<string, number>();
  await Promise.all(
    phones.map(async (phone) => {
      expect(await carrier.textIn(phone, NUMBERS[0], "Stop")).toMatchObject({ webhookStatus: 200 });
      stoppedAt.set(phone, Date.now());
    }),
  );
  const { counts } = await campaign.isOver();
  expect(counts.delivered + counts.skipped).toBe(AUDIENCE);
  expect(counts.skipped).toBeGreaterThan(0);
  expect(counts.skippedBecause).toEqual({ "opted-out": counts.skipped });

  const late = (await handedTo(new Set(phones))).filter(
    ({ at, to }) => Date.parse(at) > (stoppedAt.get(to) ?? 0) + 500,
  );
  expect(late).toEqual([]);
  for (const phone of phones)
    await until("one confirmation", async () => {
      const confirmations = (await carrier.textsOn(phone)).filter(({ body }) => body.includes("no more"));
      return confirmations.length === 1;
    });
  await campaign.watched();
});
