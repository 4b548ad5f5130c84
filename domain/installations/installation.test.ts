import { describe, expect, test } from "vitest";
import { presets } from "#domain/flows/presets/registry";
import { watchRecalls } from "#domain/messages/delivery/watch-recalls";
import { newId } from "#platform/ids";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext } from "../../test/factories/context.ts";
import { installShop } from "./install.ts";
import { uninstallShop } from "./uninstall.ts";

const ctx = aContext();
const { db, clock } = ctx;
const HOUR = 3_600_000;

const uninstall = (shopId: string, eventAt: Date) =>
  db.transaction((tx) => uninstallShop(tx, ctx, { shopId, eventAt }));
const aDomain = () => `harbor-${newId().slice(-12)}.myshopify.com`;
const shopRow = (id: string) => db.prisma.shop.findUniqueOrThrow({ where: { id } });

describe("installing", () => {
  test("a new shop has settings, every preset as a draft, and its details are asked for", async () => {
    const shopId = await installShop(ctx, aDomain());
    expect(await shopRow(shopId)).toMatchObject({ installedAt: clock.now(), uninstalledAt: null, detailsAt: null });
    expect(await db.prisma.shopSettings.findUnique({ where: { shopId } })).toMatchObject({ textingStartsMinute: 540 });
    const flows = await db.prisma.flow.findMany({ where: { shopId } });
    expect(flows.map((flow) => flow.state)).toEqual(Object.keys(presets).map(() => "draft"));
    expect(ctx.enqueued).toContainEqual({ name: "shop-details", payload: { shopId } });
  });

  test("another token exchange is no new installation", async () => {
    const domain = aDomain();
    const shopId = await installShop(ctx, domain);
    const { installedAt } = await shopRow(shopId);
    clock.advance(HOUR);
    ctx.enqueued.length = 0;
    expect(await installShop(ctx, domain)).toBe(shopId);
    expect((await shopRow(shopId)).installedAt).toEqual(installedAt);
    expect(ctx.enqueued).toEqual([]);
  });

  test("two requests that come at once make one shop", async () => {
    const domain = aDomain();
    const ids = await Promise.all([1, 2, 3].map(() => installShop(ctx, domain)));
    expect(new Set(ids).size).toBe(1);
    expect(await db.prisma.flow.count({ where: { shopId: ids[0] ?? "" } })).toBe(Object.keys(presets).length);
  });
});

describe("uninstalling", () => {
  test("stops everything at once and forgets the tokens", async () => {
    const domain = aDomain();
    const shopId = await installShop(ctx, domain);
    const campaign = await aCampaign(db, { shopId, state: "sending" });
    const scheduled = await aCampaign(db, { shopId, senderId: campaign.senderId, state: "scheduled" });
    await db.prisma.flow.updateMany({ where: { shopId }, data: { state: "live" } });
    const text = await aWaitingText(shopId, campaign.senderId);
    await db.prisma.session.create({
      data: { id: `offline_${domain}`, shop: domain, state: "", accessToken: "sealed" },
    });
    clock.advance(HOUR);
    expect(await uninstall(shopId, clock.now())).toBe(true);
    expect(await shopRow(shopId)).toMatchObject({ uninstalledAt: clock.now() });
    for (const { id } of [campaign, scheduled])
      expect(await db.everyShop.campaign.findFirst({ where: { id } })).toMatchObject({
        state: "paused",
        pausedBecause: "uninstalled",
      });
    expect(await db.prisma.flow.count({ where: { shopId, state: "live" } })).toBe(0);
    expect(await db.everyShop.message.findFirst({ where: { id: text } })).toMatchObject({
      state: "skipped",
      reason: "shop-uninstalled",
    });
    expect(await db.prisma.session.count({ where: { shop: domain } })).toBe(0);
    const recalls = await db.prisma.recall.findMany({ where: { shopId } });
    expect(recalls.map((it) => it.target)).toEqual(expect.arrayContaining([shopId, campaign.id]));
    expect(await uninstall(shopId, clock.now())).toBe(false);
  });

  test("withdraws also what was claimed while it waited for a campaign that is just being claimed", async () => {
    const shopId = await installShop(ctx, aDomain());
    const campaign = await aCampaign(db, { shopId, state: "sending" });
    const [isHeld, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const claiming = db.transaction(async (tx) => {
      await tx.run({ name: "hold", text: "SELECT 1 FROM campaigns WHERE id = $1 FOR SHARE" }, [campaign.id]);
      isHeld.resolve();
      await mayEnd.promise;
    });
    await isHeld.promise;
    const uninstalled = uninstall(shopId, clock.now());
    await expect.poll(waitersForLocks).toBe(1);
    const [claim] = await db.run<{ micros: number }>({
      name: "time-of-claim",
      text: "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::int8 AS micros",
    });
    mayEnd.resolve();
    await Promise.all([claiming, uninstalled]);
    expect(await watchRecalls(db).check([shopId], claim?.micros ?? 0)).toBe("recalled");
  });

  test("news older than the present installation changes nothing", async () => {
    const domain = aDomain();
    const shopId = await installShop(ctx, domain);
    const firstDay = clock.now();
    clock.advance(HOUR);
    await uninstall(shopId, clock.now());
    const uninstalledAt = clock.now();
    clock.advance(HOUR);
    await installShop(ctx, domain);
    expect(await uninstall(shopId, uninstalledAt)).toBe(false);
    expect(await uninstall(shopId, firstDay)).toBe(false);
    expect(await shopRow(shopId)).toMatchObject({ installedAt: clock.now(), uninstalledAt: null });
  });

  test("a shop that comes back finds its campaigns paused and its own flows", async () => {
    const domain = aDomain();
    const shopId = await installShop(ctx, domain);
    const campaign = await aCampaign(db, { shopId, state: "scheduled" });
    await db.prisma.flow.updateMany({ where: { shopId }, data: { name: "Mine" } });
    clock.advance(HOUR);
    await uninstall(shopId, clock.now());
    clock.advance(HOUR);
    expect(await installShop(ctx, domain)).toBe(shopId);
    expect(await db.everyShop.campaign.findFirst({ where: { id: campaign.id } })).toMatchObject({ state: "paused" });
    expect(await db.prisma.flow.count({ where: { shopId, name: "Mine" } })).toBe(Object.keys(presets).length);
    expect((await shopRow(shopId)).detailsAt).toBeNull();
  });
});

async function waitersForLocks(): Promise<number> {
  const [row] = await db.run<{ count: number }>({
    name: "waiters-for-locks",
    text: "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  });
  return row?.count ?? 0;
}

async function aWaitingText(shopId: string, senderId: string): Promise<string> {
  const now = clock.now();
  const { id } = await db.prisma.message.create({
    data: {
      shopId,
      month: new Date("2026-11-01"),
      id: newId(),
      class: "flow",
      purpose: "marketing",
      sourceKind: "flow",
      sourceId: newId(),
      subscriberId: newId(),
      senderId,
      state: "waiting",
      dueAt: now,
      expiresAt: new Date(now.getTime() + HOUR),
      createdAt: now,
    },
  });
  return id;
}
