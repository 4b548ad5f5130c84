import type { Db } from "#platform/sql/db";

/** A cart that was left and an order, of the person's, each with the word. */
export async function fillPurchases(
  { prisma }: Pick<Db, "prisma">,
  own: { shopId: string; subscriberId: string },
  { orderId, checkoutToken }: { orderId: string; checkoutToken: string },
  word: string,
  now: Date,
): Promise<void> {
  const lines = [{ title: `${word} candle`, quantity: 1, priceMicros: 21_000_000, imageUrl: null }];
  await prisma.checkout.create({
    data: {
      ...own,
      token: checkoutToken,
      cartToken: `${checkoutToken}-cart`,
      recoveryUrl: `https://${word}.test/recover`,
      lines,
      createdAt: now,
      eventAt: now,
    },
  });
  await prisma.order.create({
    data: {
      ...{ ...own, id: orderId, name: `#${word}`, currency: "USD", totalMicros: 21_000_000n, lines },
      ...{ statusUrl: `https://${word}.test/status`, placedAt: now, eventAt: now },
    },
  });
}
