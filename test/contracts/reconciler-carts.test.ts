import { beforeEach, describe, expect, test } from "vitest";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { aLiveFlow } from "../factories/flow.ts";
import { aSender } from "../factories/sender.ts";
import { DAY, HOUR, MINUTE, type Shopper, startReconciler } from "./reconciler-rig.ts";

const world = await startReconciler();
const { rig, ctx, prisma, state, post, lose, silence, speak, hear, reconcile } = world;
const { aShopper, drift, found, subscriber } = world;

describe("a cart", () => {
  beforeEach(async () => {
    await aSender(ctx.db, { shopId: state.shopId });
    await aLiveFlow(ctx.db, { shopId: state.shopId });
    await prisma.flowVersion.updateMany({ where: { shopId: state.shopId }, data: { createdAt: ctx.clock.now() } });
  });

  const enrollments = () => prisma.enrollment.findMany({ where: { shopId: state.shopId } });

  async function knownAndAgreed(): Promise<Shopper> {
    const ada = aShopper();
    await post("customers", { ...ada, consent: true });
    await hear();
    return ada;
  }

  describe.each(["checkout", "cart"] as const)("whose recovery link names the %s", (linkNames) => {
    const subjectOf = (cart: Record<string, unknown>) => (linkNames === "cart" ? cart.cartToken : cart.token);

    test("and whose news got lost, brings its owner into the flow, once", async () => {
      const ada = await knownAndAgreed();
      await lose("checkouts/create");
      const cart = await post("checkouts", { ...ada, linkNames });
      await hear();
      expect(await enrollments()).toEqual([]);
      await reconcile();
      await reconcile(HOUR);
      expect(await drift()).toMatchObject({ checkouts: 1 });
      expect(await enrollments()).toMatchObject([{ subject: subjectOf(cart), state: "waiting" }]);
    });

    test("and of which we were told, is not called missing, and starts no second walk", async () => {
      const ada = await knownAndAgreed();
      const cart = await post("checkouts", { ...ada, linkNames });
      await hear();
      await reconcile();
      await reconcile(HOUR);
      expect(await drift()).toMatchObject({ checkouts: 0 });
      expect(await found()).toEqual([]);
      expect(await enrollments()).toMatchObject([{ subject: cart.token }]);
    });

    test("and that was found in the record, is the same cart when its own news come after all", async () => {
      const ada = await knownAndAgreed();
      await lose("checkouts/create");
      const cart = await post("checkouts", { ...ada, linkNames });
      await hear();
      await reconcile();
      await rig.advance(MINUTE);
      await post(`checkouts/${cart.token}`, { items: [{ quantity: 3 }] });
      await hear();
      expect(await prisma.checkout.findMany({ where: { shopId: state.shopId } })).toMatchObject([
        { token: subjectOf(cart), lines: [{ quantity: 3 }] },
      ]);
      expect(await enrollments()).toHaveLength(1);
      await post(`checkouts/${cart.token}/pay`);
      await hear();
      expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "ordered" }]);
      await reconcile();
      expect(await drift()).toMatchObject({ checkouts: 1, orders: 0 });
    });

    test("and that the store deleted, is reminded of no more", async () => {
      const ada = await knownAndAgreed();
      const cart = await post("checkouts", { ...ada, linkNames });
      await hear();
      await rig.advance(MINUTE);
      await post(`checkouts/${cart.token}/delete`);
      await hear();
      await rig.advance(2 * HOUR);
      while (await advanceEnrollments(ctx));
      expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "checkout-deleted" }]);
      expect(await prisma.message.count({ where: { shopId: state.shopId } })).toBe(0);
    });
  });

  test("is not reminded of when its buyer's order is found beside it", async () => {
    const ada = await knownAndAgreed();
    await lose("checkouts/create");
    const cart = await post("checkouts", { ...ada, linkNames: "checkout" });
    await silence();
    await rig.advance(MINUTE);
    await post("orders", ada);
    await speak();
    await reconcile();
    expect(await drift()).toMatchObject({ orders: 1, checkouts: 1 });
    await rig.advance(2 * HOUR);
    while (await advanceEnrollments(ctx));
    expect(await enrollments()).toMatchObject([{ subject: cart.token, state: "exited", exitedBecause: "ordered" }]);
    expect(await prisma.message.count({ where: { shopId: state.shopId } })).toBe(0);
  });

  test("that was left too long ago to be reminded of is written down and brings no one in", async () => {
    const ada = await knownAndAgreed();
    await lose("checkouts/create");
    await post("checkouts", ada);
    await hear();
    await reconcile(2 * DAY + MINUTE);
    expect(await drift()).toMatchObject({ checkouts: 1 });
    expect(await prisma.checkout.count({ where: { shopId: state.shopId } })).toBe(1);
    expect(await enrollments()).toEqual([]);
    expect(await prisma.message.count({ where: { shopId: state.shopId } })).toBe(0);
  });

  test("keeps the number its buyer typed, which the record does not tell", async () => {
    const typed = aShopper();
    const cart = await post("checkouts", { ...typed, email: "ada@example.test", consent: true });
    await hear();
    await rig.advance(MINUTE);
    await lose("checkouts/update");
    await post(`checkouts/${cart.token}`, { items: [{ quantity: 4 }] });
    await reconcile();
    expect(await drift()).toMatchObject({ checkouts: 1 });
    const [kept] = await prisma.checkout.findMany({ where: { shopId: state.shopId } });
    expect(kept).toMatchObject({ subscriberId: (await subscriber(typed))?.id, lines: [{ quantity: 4 }] });
  });
});
