import { setTimeout as sleep } from "node:timers/promises";
import { startClock } from "@cartbell/sim/clock";
import { afterAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aCarrier, SENDER_PHONE } from "../factories/carrier.ts";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { emptyDatabase } from "../setup/per-worker.ts";
import { startWorkerProcess } from "./worker-process.ts";

const AUDIENCE = 2_000;
const ctx = aContext();
beforeEach(emptyDatabase);

/** A Tuesday morning in New York that goes on from now: the people of this story may be texted. */
async function aDaytimeClock() {
  const clock = await startClock({ port: 0, startOffsetMs: TUESDAY_MORNING.getTime() - Date.now() });
  afterAll(() => clock.close());
  return clock;
}

async function aCampaignUnderWay() {
  const shop = await aShop(ctx.db);
  const sender = await aSender(ctx.db, { shopId: shop.id, phone: SENDER_PHONE, partsPerSecond: 400 });
  await manySubscribers(ctx.db, shop.id, AUDIENCE);
  const campaign = await ctx.db.prisma.campaign.create({
    data: {
      shopId: shop.id,
      id: newId(),
      name: "Black Friday",
      state: "scheduled",
      body: "{{ shop.name }}: 20% off today {{ link }}",
      linkUrl: "https://shop.test/sale",
      senderId: sender.id,
      scheduledAt: new Date(TUESDAY_MORNING.getTime() - 60_000),
      createdAt: TUESDAY_MORNING,
      updatedAt: TUESDAY_MORNING,
    },
  });
  return { shopId: shop.id, id: campaign.id };
}

test("a worker killed three times in the middle of a campaign loses no one and texts no one twice", async () => {
  const clock = await aDaytimeClock();
  const carrier = await aCarrier(clock);
  await carrier.setFaults({ latencyMs: [5, 300] });
  const campaign = await aCampaignUnderWay();
  const urls = { carrier: carrier.url, clock: clock.url };
  const accepted = async () => (await carrier.summary()).accepted;

  for (const beyond of [100, 500, 900]) {
    const worker = await startWorkerProcess(urls);
    await until(async () => (await accepted()) > beyond);
    await worker.kill();
  }
  const survivor = await startWorkerProcess(urls);
  await until(async () => (await stateOf(campaign)) === "finished");
  expect(await survivor.stop()).toBe(0);

  const { distinctRefs, duplicatedRefs } = await carrier.summary();
  expect(duplicatedRefs).toEqual([]);
  expect(distinctRefs).toBe(AUDIENCE);
  const states = await ctx.db.everyShop.message.groupBy({
    by: ["state"],
    where: { sourceId: campaign.id },
    _count: true,
  });
  expect(states.reduce((sum, group) => sum + group._count, 0)).toBe(AUDIENCE);
  expect(states.every((group) => ["accepted", "sent", "delivered"].includes(group.state))).toBe(true);
}, 180_000);

test("a worker that is asked to stop in the middle finishes its slice and leaves nothing half done", async () => {
  const clock = await aDaytimeClock();
  const carrier = await aCarrier(clock);
  await carrier.setFaults({ latencyMs: [5, 300] });
  const campaign = await aCampaignUnderWay();
  const worker = await startWorkerProcess({ carrier: carrier.url, clock: clock.url });
  await until(async () => (await carrier.summary()).accepted > 100);

  expect(await worker.stop()).toBe(0);
  const { accepted, duplicatedRefs } = await carrier.summary();
  const of = (state: string) => ctx.db.everyShop.message.count({ where: { sourceId: campaign.id, state } });
  expect(duplicatedRefs).toEqual([]);
  expect([await of("sending"), await of("unknown"), await of("accepted")]).toEqual([0, 0, accepted]);
  expect(accepted).toBeLessThan(AUDIENCE);
}, 60_000);

async function stateOf({ shopId, id }: { shopId: string; id: string }): Promise<string | undefined> {
  const campaign = await ctx.db.prisma.campaign.findUnique({ where: { shopId_id: { shopId, id } } });
  return campaign?.state;
}

/** Asks again until it is so; the test's own time-out is the bound. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(100);
}
