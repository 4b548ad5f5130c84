import { beforeEach, expect, test } from "vitest";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { lockOrders } from "./lock-orders.ts";
import { noDetails } from "./order-details.ts";
import { recordOrders } from "./record-orders.ts";
import { recordRefunds } from "./record-refunds.ts";

const ctx = aContext();
const { db } = ctx;

beforeEach(emptyDatabase);

test("two batches that each bring one's order and the other's refund take turns, and both count", async () => {
  const { id: shopId } = await aShop(db);
  const [ada, bob] = await Promise.all([aSubscriber(db, { shopId }), aSubscriber(db, { shopId })]);
  await anOrder(db, { shopId, id: "1", subscriberId: ada.id, totalMicros: 10_000_000n });
  await anOrder(db, { shopId, id: "2", subscriberId: bob.id, totalMicros: 10_000_000n });
  const batch = (buyer: string, id: string, refundOf: string) =>
    db.transaction(async (tx) => {
      const order = {
        ...{
          shopId,
          id,
          eventAt: TUESDAY_MORNING,
          name: `#${id}`,
          subscriberId: buyer,
          checkoutToken: null,
          currency: "USD",
        },
        ...{
          totalMicros: 5_000_000,
          currentTotalMicros: null,
          presentment: null,
          landingSite: null,
          statusUrl: null,
          lines: [],
          placedAt: TUESDAY_MORNING,
          cancelledAt: null,
          isPaid: null,
          details: noDetails,
        },
      };
      const refund = {
        shopId,
        id: `r${id}`,
        orderId: refundOf,
        amountMicros: 1_000_000,
        currency: null,
        refundedAt: TUESDAY_MORNING,
      };
      await lockOrders(tx, [{ shopId, orderId: id, subscriberId: buyer }, refund]);
      await recordOrders(tx, ctx, [order]);
      await tx.run({ name: "", text: "SELECT pg_sleep(0.3)" });
      await recordRefunds(tx, ctx, [refund]);
    });
  await Promise.all([batch(ada.id, "3", "2"), batch(bob.id, "4", "1")]);
  const facts = await db.everyShop.subscriberFacts.findMany();
  expect(facts.map(({ orders, spentMicros }) => [orders, spentMicros])).toEqual([
    [2, 14_000_000n],
    [2, 14_000_000n],
  ]);
});
