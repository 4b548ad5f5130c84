import { expect, test } from "vitest";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { setCampaignSpendCap } from "#domain/campaigns/control/spend-cap";
import { startSending } from "#domain/kill-switch/start";
import { stopSending } from "#domain/kill-switch/stop";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { promisedMs } from "../setup/promised-ms.ts";
import { nothingLeaves, startCampaign } from "./campaign-under-way.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 500;
const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;

const shopId = await world.install(FERNHILL);
await world.connect(shopId, NUMBERS[0], 400);
// A provider that takes its time, so that there is always something claimed and not yet handed over.
await carrier.setFaults({ latencyMs: [20, 250] });

async function people(tag: string): Promise<void> {
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: [tag] } });
}

const handedOver = async () => (await carrier.handOffs({})).filter(({ body }) => body.includes("20% off"));

test("the kill switch takes effect within two seconds, but a STOP is still answered, and starting again texts the rest once", async () => {
  await people("switch");
  const campaign = await startCampaign(world, shopId, "switch");
  await campaign.hasSent(120);
  const stoppedAt = Date.now();
  await stopSending(ctx, { shopId, by: "merchant", because: "Wrong price" });
  await until("nothing under way any more", async () => (await campaign.progress()).counts.sending === 0);
  const handed = await handedOver();
  expect(Math.max(...handed.map(({ at }) => Date.parse(at))) - stoppedAt).toBeLessThan(promisedMs(2_000));
  expect(handed.length).toBeLessThan(AUDIENCE);
  await nothingLeaves(carrier, 2_500);

  const leaver = handed[0]?.to ?? "";
  await carrier.textIn(leaver, NUMBERS[0], "Stop");
  await until("the answer to the STOP", async () =>
    (await carrier.handOffs({})).some(({ to, body }) => to === leaver && !body.includes("20% off")),
  );

  await startSending(ctx, { shopId, by: "merchant" });
  const { counts } = await campaign.isOver();
  expect(counts.delivered).toBe(AUDIENCE);
  const phones = (await handedOver()).map(({ to }) => to);
  expect(phones).toHaveLength(AUDIENCE);
  expect(new Set(phones).size).toBe(AUDIENCE);
  await campaign.watched();
});

test("a campaign spends up to its cap and pauses; with the cap raised the rest goes, and every state adds up meanwhile", async () => {
  await people("cap");
  const before = (await handedOver()).length;
  const campaign = await startCampaign(world, shopId, "cap");
  const each = 8_300; // one part to the United States
  await setCampaignSpendCap(ctx, shopId, campaign.id, each * 300);
  const paused = await until("the pause at the cap", async () => {
    const now = await campaign.progress();
    return now.state === "paused" && now.counts.sending === 0 && now;
  });
  expect(paused.pausedBecause).toBe("spend-cap");
  await nothingLeaves(carrier, 2_500);
  const spent = async () => {
    const rows = await prisma.message.findMany({
      where: { sourceId: campaign.id, state: { in: ["accepted", "sent", "delivered", "unknown"] } },
      select: { priceMicros: true },
    });
    return rows.reduce((sum, { priceMicros }) => sum + Number(priceMicros), 0);
  };
  expect(await spent()).toBeLessThanOrEqual(each * 300);
  // What the pause found claimed was withheld, and its price given back.
  expect((await handedOver()).length - before).toBeGreaterThan(0);

  await setCampaignSpendCap(ctx, shopId, campaign.id, null);
  await resumeCampaign(ctx, shopId, campaign.id);
  const { counts } = await campaign.isOver();
  expect(counts.delivered).toBe(AUDIENCE);
  expect((await handedOver()).length - before).toBe(AUDIENCE);
  expect(await campaign.watched()).toBeGreaterThan(10);
});
