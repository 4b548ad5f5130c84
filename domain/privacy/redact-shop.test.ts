import { beforeEach, describe, expect, test } from "vitest";
import { noteAction } from "#domain/audit/note";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { manySubscribers } from "../../test/factories/many-subscribers.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { aTracedPerson, everythingHeld } from "../../test/factories/traced-person.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { redactShop, redactShopFurther } from "./redact-shop.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(emptyDatabase);

const now = () => ctx.clock.now();
const hoursAgo = (n: number) => new Date(now().getTime() - n * 3_600_000);

/** Lets the store be forgotten, to the end. */
async function forget(shopId: string) {
  const result = await db.transaction((tx) => redactShop(tx, ctx, { shopId, requestedAt: now() }));
  while (await redactShopFurther(ctx, shopId));
  return result;
}

function anOrphanOrder(shopId: string, id: string) {
  const about = { name: `#${id}`, currency: "USD", totalMicros: 1n, statusUrl: "https://SECRET" };
  return { shopId, id, ...about, placedAt: now(), eventAt: now() };
}

describe("forgetting a store", () => {
  test("blanks all its people and its owner, and deletes its sessions, and no other store's", async () => {
    const [shop, other] = [await aShop(db, { uninstalledAt: hoursAgo(48) }), await aShop(db)];
    await aTracedPerson(ctx, shop.id);
    const kept = await aSubscriber(db, { shopId: other.id });
    for (const { domain } of [shop, other])
      await db.prisma.session.create({ data: { id: `offline_${domain}`, shop: domain, state: "", accessToken: "x" } });
    expect((await forget(shop.id)).kind).toBe("begun");
    expect(await everythingHeld(db)).not.toContain("SECRET");
    expect(await db.prisma.session.findMany()).toMatchObject([{ shop: other.domain }]);
    expect(await db.prisma.shop.findUniqueOrThrow({ where: { id: shop.id } })).toMatchObject({
      email: null,
      redactedAt: now(),
    });
    expect(await db.everyShop.subscriber.findMany({ where: { redactedAt: null } })).toMatchObject([{ id: kept.id }]);
    expect(await db.everyShop.redaction.findMany()).toMatchObject([{ kind: "shop", shopId: shop.id }]);
  });

  test("deletes its people with their roles and what they did, and no other store's", async () => {
    const shops = [await aShop(db, { uninstalledAt: hoursAgo(48) }), await aShop(db)];
    for (const { id: shopId } of shops) {
      const seen = { firstSeenAt: now(), lastSeenAt: now() };
      await db.prisma.staffMember.create({ data: { shopId, id: "42", name: "Olive Hart", role: "owner", ...seen } });
      await noteAction(db, { shopId, by: { kind: "person", id: "42" }, verb: "sending.stop", at: now() });
    }
    const [shop, other] = shops;
    await forget(shop?.id ?? "");
    expect(await db.everyShop.staffMember.findMany()).toMatchObject([{ shopId: other?.id }]);
    expect(await db.everyShop.auditEvent.findMany()).toMatchObject([{ shopId: other?.id }]);
  });

  test("that has been installed again since the uninstall changes nothing", async () => {
    const shop = await aShop(db, { installedAt: hoursAgo(10) });
    await aTracedPerson(ctx, shop.id);
    expect((await forget(shop.id)).kind).toBe("installed-again");
    expect(await everythingHeld(db)).toContain("SECRET");
  });

  test("that came back at once is not forgotten by a request that is late", async () => {
    const shop = await aShop(db, { installedAt: hoursAgo(49) });
    await aTracedPerson(ctx, shop.id);
    expect((await forget(shop.id)).kind).toBe("installed-again");
    expect(await everythingHeld(db)).toContain("SECRET");
  });

  test("that is installed as far as we know is not forgotten before it was asked", async () => {
    const shop = await aShop(db, { installedAt: hoursAgo(300) });
    await aTracedPerson(ctx, shop.id);
    expect((await forget(shop.id)).kind).toBe("installed");
    expect(await everythingHeld(db)).toContain("SECRET");
  });

  test("twice is forgetting it once", async () => {
    const shop = await aShop(db, { installedAt: hoursAgo(300), uninstalledAt: hoursAgo(48) });
    expect((await forget(shop.id)).kind).toBe("begun");
    expect((await forget(shop.id)).kind).toBe("begun");
    expect(await db.everyShop.redaction.count()).toBe(1);
    expect((await forget(newId())).kind).toBe("unknown-shop");
  });

  test("goes page by page, each done for good, and goes on behind the last after a crash", async () => {
    const shop = await aShop(db, { uninstalledAt: hoursAgo(48) });
    await manySubscribers(db, shop.id, 1_100);
    await db.everyShop.order.createMany({ data: [1, 2, 3].map((n) => anOrphanOrder(shop.id, String(n))) });
    await db.transaction((tx) => redactShop(tx, ctx, { shopId: shop.id, requestedAt: now() }));
    const left = () => db.prisma.subscriber.count({ where: { shopId: shop.id, redactedAt: null } });
    expect(await left()).toBe(1_100);
    expect([await redactShopFurther(ctx, shop.id), await left()]).toEqual([true, 600]);
    expect([await redactShopFurther(ctx, shop.id), await left()]).toEqual([true, 100]);
    expect(await db.everyShop.shopRedaction.findFirst()).toMatchObject({
      step: "people",
      counts: { subscribers: 1_000 },
    });
    expect((await db.prisma.shop.findUniqueOrThrow({ where: { id: shop.id } })).redactedAt).toBeNull();
    while (await redactShopFurther(ctx, shop.id));
    expect(await left()).toBe(0);
    expect(await db.everyShop.redaction.findMany()).toMatchObject([
      { kind: "shop", counts: { subscribers: 1_100, orders: 3 } },
    ]);
    expect(await db.everyShop.order.count({ where: { statusUrl: { not: null } } })).toBe(0);
    expect(await db.everyShop.shopRedaction.findFirst()).toMatchObject({ dueAt: null, doneAt: now() });
    expect(await redactShopFurther(ctx, shop.id)).toBe(false);
  });

  test("stops where it is when the store is installed again meanwhile", async () => {
    const shop = await aShop(db, { uninstalledAt: hoursAgo(48) });
    await manySubscribers(db, shop.id, 600);
    await db.transaction((tx) => redactShop(tx, ctx, { shopId: shop.id, requestedAt: now() }));
    await redactShopFurther(ctx, shop.id);
    await db.prisma.shop.update({ where: { id: shop.id }, data: { uninstalledAt: null, installedAt: now() } });
    expect(await redactShopFurther(ctx, shop.id)).toBe(false);
    expect(await db.everyShop.subscriber.count({ where: { redactedAt: null } })).toBe(100);
    expect(await db.everyShop.redaction.count()).toBe(0);
  });
});
