import { expect, test } from "vitest";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { sumOf } from "#domain/campaigns/report/recipient-counts";
import { publishFlow } from "#domain/flows/publishing/publish";
import { changeSettings } from "#domain/settings/change-settings";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { promisedMs } from "../setup/promised-ms.ts";
import { nothingLeaves, startCampaign } from "./campaign-under-way.ts";
import { postWebhook } from "./signed-webhook.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const HOUR = 3_600_000;
const AUDIENCE = 600;
/** Texts a second: so few that an uninstall arrives long before a campaign is over, also on a busy machine. */
const SLOW = 40;
const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const store = world.store(FERNHILL);

const shopId = await world.install(FERNHILL);
const senderId = await world.connect(shopId, NUMBERS[0], SLOW);
for (const flow of await prisma.flow.findMany({ where: { shopId } })) await publishFlow(ctx, shopId, flow.id);

const readShop = () => prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
const allRead = () =>
  until("all news worked on", async () => (await prisma.intake.count({ where: { state: "pending" } })) === 0);

/** The app as it is after an installation, whatever came before it. */
async function anInstalledShop() {
  if ((await readShop()).uninstalledAt) await world.install(FERNHILL);
  return await until("the store's details", async () => {
    const shop = await readShop();
    return shop.uninstalledAt === null && shop.detailsAt && shop.email ? shop : null;
  });
}

test("removing the app in the middle of a campaign stops it at once; a reinstall finds it paused and can finish it", async () => {
  await changeSettings(ctx, shopId, { brandName: "Fern & Hill", frequencyCapTexts: 7 });
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: ["all"] } });
  await carrier.setFaults({ latencyMs: [20, 250] });
  const campaign = await startCampaign(world, shopId, "all");
  await campaign.hasSent(120);

  await store.post("uninstall");
  await store.settle();
  const answeredAt = Date.now();
  await until("nothing under way any more", async () => (await campaign.progress()).counts.sending === 0);
  await nothingLeaves(carrier, 2_500);
  const handOffs = await carrier.handOffs({});
  expect(handOffs.length).toBeLessThan(AUDIENCE);
  expect(Math.max(...handOffs.map(({ at }) => Date.parse(at))) - answeredAt).toBeLessThan(promisedMs(1_000));
  expect(await campaign.progress()).toMatchObject({ state: "paused", pausedBecause: "uninstalled" });
  expect(await prisma.session.count({ where: { shop: FERNHILL } })).toBe(0);
  const { uninstalledAt } = await readShop();
  expect(uninstalledAt).not.toBeNull();

  await world.advance(HOUR);
  expect(await world.install(FERNHILL)).toBe(shopId);
  const shop = await readShop();
  expect(shop.uninstalledAt).toBeNull();
  expect(shop.installedAt?.getTime()).toBeGreaterThan(uninstalledAt?.getTime() ?? 0);
  expect(await prisma.shopSettings.findUnique({ where: { shopId } })).toMatchObject({
    brandName: "Fern & Hill",
    frequencyCapTexts: 7,
  });
  expect((await prisma.flow.findMany({ where: { shopId } })).map(({ state }) => state)).toEqual(["paused", "paused"]);
  expect(await campaign.progress()).toMatchObject({ state: "paused" });
  await nothingLeaves(carrier, 2_500);

  await prisma.sender.update({ where: { shopId_id: { shopId, id: senderId } }, data: { partsPerSecond: 300 } });
  await resumeCampaign(ctx, shopId, campaign.id);
  const { counts } = await campaign.isOver();
  expect(sumOf(counts)).toBe(AUDIENCE);
  const { "shop-uninstalled": withheld = 0 } = counts.skippedBecause;
  expect(counts.delivered + withheld).toBe(AUDIENCE);
  expect(new Set((await carrier.handOffs({})).map(({ to }) => to)).size).toBe(counts.delivered);
  expect((await carrier.summary()).duplicatedRefs).toEqual([]);
  await campaign.watched();
  await carrier.setFaults({});
});

test("news from before the present installation changes nothing", async () => {
  const before = await anInstalledShop();
  const people = await prisma.subscriber.count({ where: { shopId } });
  const installedAt = before.installedAt ?? new Date(0);
  const old = { domain: FERNHILL, triggeredAt: new Date(installedAt.getTime() - 60_000) };
  const customer = { id: 4711, phone: "+12125550999", first_name: "Too", last_name: "Late", tags: "" };
  const statuses = await Promise.all([
    postWebhook(world.web.url, {
      ...old,
      topic: "app/uninstalled",
      body: JSON.stringify({ id: 1, myshopify_domain: FERNHILL }),
    }),
    postWebhook(world.web.url, {
      ...old,
      topic: "shop/redact",
      body: JSON.stringify({ shop_id: 1, shop_domain: FERNHILL }),
    }),
    // Sent today, and about the removal two days ago: before the app came back.
    postWebhook(world.web.url, {
      ...old,
      triggeredAt: ctx.clock.now(),
      topic: "shop/redact",
      body: JSON.stringify({ shop_id: 1, shop_domain: FERNHILL }),
    }),
    postWebhook(world.web.url, {
      ...old,
      topic: "customers/create",
      body: JSON.stringify({ ...customer, updated_at: old.triggeredAt.toISOString() }),
    }),
  ]);
  expect(statuses).toEqual([200, 200, 200, 200]);
  await allRead();
  expect(await readShop()).toEqual(before);
  expect(await prisma.subscriber.count({ where: { shopId } })).toBe(people);
  expect(await prisma.redaction.count({ where: { shopId } })).toBe(0);
  expect(await prisma.intake.count({ where: { state: { in: ["failed", "refused"] } } })).toBe(0);
});

test("a copy of a genuine uninstall, under a new id and the present time, ends nothing and is held for a moment at most", async () => {
  const before = await anInstalledShop();
  const copy = { domain: FERNHILL, body: JSON.stringify({ id: 1, myshopify_domain: FERNHILL }) };
  const erasure = { domain: FERNHILL, body: JSON.stringify({ shop_id: 1, shop_domain: FERNHILL }) };
  await world.advance(100 * HOUR);
  const triggeredAt = ctx.clock.now();
  for (const webhook of [
    { ...copy, topic: "app/uninstalled" },
    { ...erasure, topic: "shop/redact" },
  ])
    expect(await postWebhook(world.web.url, { ...webhook, triggeredAt })).toBe(200);
  await allRead();
  await until("the store's word", async () => {
    const { installedProvenAt, uninstallHeldAt } = await readShop();
    return installedProvenAt !== null && uninstallHeldAt === null;
  });
  expect(await readShop()).toMatchObject({ uninstalledAt: null, installedAt: before.installedAt, email: before.email });
  expect(await prisma.session.count({ where: { shop: FERNHILL } })).toBe(1);
  expect(await prisma.redaction.count({ where: { shopId } })).toBe(0);
});
