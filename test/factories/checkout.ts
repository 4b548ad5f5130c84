import type { Checkout, Prisma } from "@prisma/client";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { TUESDAY_MORNING } from "./context.ts";
import { aSubscriber } from "./subscriber.ts";

/** A checkout with two candles in it, left just now; of a new subscriber unless one is given. */
export async function aCheckout(
  db: Pick<Db, "prisma">,
  given: Partial<Prisma.CheckoutUncheckedCreateInput> = {},
): Promise<Checkout> {
  const owner = given.shopId ? { shopId: given.shopId, id: null } : await aSubscriber(db);
  const token = given.token ?? newId();
  return await db.prisma.checkout.create({
    data: {
      token,
      subscriberId: owner.id,
      recoveryUrl: `https://harbor-candles.test/checkouts/${token}/recover?key=secret`,
      currency: "USD",
      totalMicros: 42_000_000n,
      lines: [{ title: "Cedar candle", quantity: 2, priceMicros: 21_000_000, imageUrl: null }],
      eventAt: TUESDAY_MORNING,
      createdAt: TUESDAY_MORNING,
      ...given,
      shopId: owner.shopId,
    },
  });
}
