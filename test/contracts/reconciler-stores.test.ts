import { describe, expect, test } from "vitest";
import { insertDeliveries } from "#domain/intake/insert-deliveries";
import { HOUR, MINUTE, startReconciler } from "./reconciler-rig.ts";

const world = await startReconciler();
const { rig, ctx, prisma, state, domain, post, silence, speak, turn, readAll, reconcile } = world;
const { aShopper, drift, found } = world;

async function watermarks(): Promise<Date[]> {
  const rows = await prisma.reconciliation.findMany({ where: { shopId: state.shopId }, orderBy: { topic: "asc" } });
  return rows.map((it) => it.watermark);
}

describe("a store", () => {
  test("that cannot be asked now is asked again later from the same place", async () => {
    await reconcile();
    const before = await watermarks();
    await silence();
    await post("orders", aShopper());
    await speak();
    state.token = null;
    await reconcile();
    expect(await watermarks()).toEqual(before);
    expect(await prisma.reconciliation.findMany({ where: { shopId: state.shopId, trouble: "no-token" } })).toHaveLength(
      1,
    );
    state.token = await rig.accessToken();
    await reconcile();
    expect(await drift()).toMatchObject({ orders: 1 });
    expect(await prisma.reconciliation.findMany({ where: { shopId: state.shopId, trouble: { not: null } } })).toEqual(
      [],
    );
  });

  test("whose budget runs low is left alone until it has recovered", async () => {
    await silence();
    for (let number = 0; number < 3; number += 1) await post("orders", aShopper());
    await speak();
    await rig.advance(11 * MINUTE);
    await post("throttle", { available: 700 });
    await turn();
    const { reconcileAt } = await prisma.shop.findUniqueOrThrow({ where: { id: state.shopId } });
    expect(state.asked).toBeLessThanOrEqual(2);
    expect(reconcileAt?.getTime()).toBeGreaterThan(ctx.clock.now().getTime() + 1_000);
    await post("throttle", { available: 2_000 });
    await reconcile();
    expect(await drift()).toMatchObject({ customers: 3, orders: 3 });
  });

  test("that tells more than a page is gone through page by page", async () => {
    await silence();
    for (let number = 0; number < 60; number += 1) await post("customers", { ...aShopper(), consent: true });
    await speak();
    await rig.advance(11 * MINUTE);
    for (let turns = 0; turns < 12; turns += 1) {
      await post("throttle", { available: 2_000 });
      await turn();
      await readAll();
      await rig.advance(MINUTE + 1_000);
    }
    expect(await drift()).toMatchObject({ customers: 60 });
    expect(await prisma.subscriber.count({ where: { shopId: state.shopId, marketing: "subscribed" } })).toBe(60);
  });

  test("that has uninstalled is not asked", async () => {
    await prisma.shop.update({ where: { id: state.shopId }, data: { uninstalledAt: ctx.clock.now() } });
    await reconcile(HOUR);
    expect(state.asked).toBe(0);
  });

  test("is not asked while what it told waits to be read", async () => {
    await post("orders", aShopper());
    await rig.settle();
    const [told] = rig.app.received.slice(-1);
    const delivery = {
      kind: "webhook" as const,
      source: "shopify",
      topic: told?.topic ?? "",
      shopDomain: domain,
      shopId: state.shopId,
    };
    const rest = {
      sourceKey: `${state.shopId} waits`,
      triggeredAt: null,
      url: null,
      body: Buffer.from(told?.rawBody ?? ""),
    };
    await insertDeliveries(ctx.db, [{ ...delivery, ...rest }], ctx.clock.now());
    await rig.advance(11 * MINUTE);
    await turn();
    expect(state.asked).toBe(0);
  });

  test("is looked at by two workers at once without being told of anything twice", async () => {
    await silence();
    for (let number = 0; number < 5; number += 1) await post("orders", aShopper());
    await speak();
    await rig.advance(11 * MINUTE);
    await prisma.reconciliation.deleteMany({ where: { shopId: state.shopId } });
    const twice = async () => {
      await prisma.shop.update({ where: { id: state.shopId }, data: { reconcileAt: null } });
      await turn();
    };
    await Promise.all([twice(), twice()]);
    await readAll();
    await reconcile();
    expect(await drift()).toMatchObject({ customers: 5, orders: 5 });
    expect(await found()).toHaveLength(10);
  });
});
