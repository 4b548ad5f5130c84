import type { Order, Prisma } from "@prisma/client";
import type { Db } from "#platform/sql/db";
import { TUESDAY_MORNING } from "./context.ts";
import { aSubscriber } from "./subscriber.ts";

let last = 5_000_000_000_000;

/** An order over $42.00, placed just now; of a new subscriber unless one is given. */
export async function anOrder(
  db: Pick<Db, "prisma">,
  given: Partial<Prisma.OrderUncheckedCreateInput> = {},
): Promise<Order> {
  const owner = given.shopId ? { shopId: given.shopId, id: null } : await aSubscriber(db);
  last += 1;
  return await db.prisma.order.create({
    data: {
      id: String(last),
      name: `#${last % 10_000}`,
      subscriberId: owner.id,
      currency: "USD",
      totalMicros: 42_000_000n,
      lines: [{ title: "Cedar candle", quantity: 2, priceMicros: 21_000_000, imageUrl: null }],
      statusUrl: `https://harbor-candles.test/orders/${last}`,
      placedAt: TUESDAY_MORNING,
      eventAt: TUESDAY_MORNING,
      ...given,
      shopId: owner.shopId,
    },
  });
}
