import { describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { HOUR, MINUTE, startReconciler } from "./reconciler-rig.ts";

const world = await startReconciler();
const { rig, ctx, prisma, state, post, lose, silence, speak, hear, turn, reconcile } = world;
const { aShopper, drift, found, subscriber } = world;
const NOTHING = { customers: 0, orders: 0, checkouts: 0 };

describe("what the store's record holds", () => {
  test("and deliveries have told, is compared and found complete", async () => {
    const ada = aShopper();
    const cart = await post("checkouts", { ...ada, consent: true });
    await post("checkouts", { ...aShopper(), consent: true });
    await rig.advance(MINUTE);
    const order = await post(`checkouts/${cart.token}/pay`);
    await post(`orders/${order.id}/refund`, { amountCents: 500 });
    await hear();
    await reconcile();
    expect(await drift()).toEqual(NOTHING);
    expect(await found()).toEqual([]);
    expect(await prisma.reconciliation.findMany({ where: { shopId: state.shopId, compared: { gt: 0 } } })).toHaveLength(
      3,
    );
  });

  test("and no delivery has told, is found once", async () => {
    const ada = aShopper();
    await silence();
    const order = await post("orders", { ...ada, consent: true });
    await post(`orders/${order.id}/refund`, { amountCents: 500 });
    await post("checkouts", { ...ada, consent: true, items: [{ quantity: 2 }] });
    await speak();
    await reconcile();
    expect(await drift()).toEqual({ customers: 1, orders: 1, checkouts: 1 });
    expect(await subscriber(ada)).toMatchObject({ marketing: "subscribed", firstName: ada.firstName });
    const whose = { shopId: state.shopId, subscriberId: (await subscriber(ada))?.id ?? "" };
    const [placed] = await prisma.order.findMany({ where: whose });
    expect(placed).toMatchObject({ id: String(order.id), refundedMicros: 5_000_000n, name: order.name });
    expect(placed?.lines).toHaveLength(1);
    expect(await prisma.checkout.findMany({ where: { ...whose, completedAt: null } })).toMatchObject([
      { recoveryUrl: expect.stringContaining("/recover?key="), currency: "USD" },
    ]);
    const before = await prisma.event.count({ where: { shopId: state.shopId } });
    await reconcile(HOUR);
    expect(await drift()).toEqual({ customers: 1, orders: 1, checkouts: 1 });
    expect(await prisma.event.count({ where: { shopId: state.shopId } })).toBe(before);
  });

  test("is not called missing while its delivery may still be on its way, nor when it comes late after all", async () => {
    await post("behaviour", { isHeld: true });
    await post("orders", aShopper());
    await turn();
    await rig.advance(8 * MINUTE);
    await turn();
    expect(await found()).toEqual([]);
    await post("behaviour", { isHeld: false });
    await hear();
    await reconcile();
    expect(await drift()).toEqual(NOTHING);
  });

  test("and a delivery that comes after it was found changes nothing any more", async () => {
    await post("behaviour", { isHeld: true });
    const ada = aShopper();
    await post("orders", ada);
    await reconcile();
    expect(await drift()).toMatchObject({ orders: 1 });
    const before = await prisma.order.findMany({ where: { shopId: state.shopId } });
    await post("behaviour", { isHeld: false });
    await hear();
    expect(await prisma.order.findMany({ where: { shopId: state.shopId } })).toEqual(before);
  });

  test("is found though the cancellation was all that got lost", async () => {
    const order = await post("orders", aShopper());
    await hear();
    await rig.advance(HOUR);
    await silence();
    await post(`orders/${order.id}/cancel`);
    await speak();
    await reconcile();
    expect(await drift()).toMatchObject({ orders: 1, checkouts: 0 });
    expect(await prisma.order.findMany({ where: { shopId: state.shopId } })).toMatchObject([
      { cancelledAt: expect.any(Date) },
    ]);
  });

  test("about people who said no in the store is found, and a texted STOP is newer than the yes it holds", async () => {
    const [ada, bob] = [aShopper(), aShopper()];
    const adas = await post("customers", { ...ada, consent: true });
    await post("customers", { ...bob, consent: true });
    await hear();
    await rig.advance(HOUR);
    await lose("customers_marketing_consent/update");
    await post(`customers/${adas.id}/consent`, { state: "UNSUBSCRIBED" });
    const bobs = await subscriber(bob);
    await prisma.consentEvent.create({
      data: {
        shopId: state.shopId,
        id: newId(),
        subscriberId: bobs?.id ?? "",
        phoneHash: bobs?.phoneHash ?? "",
        scope: "marketing",
        state: "unsubscribed",
        source: "inbound-text",
        applied: true,
        occurredAt: ctx.clock.now(),
        recordedAt: ctx.clock.now(),
      },
    });
    await reconcile();
    expect(await drift()).toMatchObject({ customers: 1 });
    expect(await subscriber(ada)).toMatchObject({ marketing: "unsubscribed" });
  });

  test("of before the installation is no one's news", async () => {
    await silence();
    await post("orders", aShopper());
    await speak();
    await rig.advance(HOUR);
    await prisma.shop.update({
      where: { id: state.shopId },
      data: { installedAt: ctx.clock.now(), reconcileAt: null },
    });
    await reconcile(40 * MINUTE);
    expect(await drift()).toEqual(NOTHING);
  });
});
