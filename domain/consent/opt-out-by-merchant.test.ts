import { expect, test } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { optOutByMerchant } from "./opt-out-by-merchant.ts";

const ctx = aContext();
const { everyShop: prisma } = ctx.db;

test("who asked the store for no more texts gets none, and the ledger says who wrote it down", async () => {
  const { shopId, id } = await aSubscriber(ctx.db);
  await optOutByMerchant(ctx, shopId, id);
  await optOutByMerchant(ctx, shopId, id);
  expect(await prisma.subscriber.findFirst({ where: { id } })).toMatchObject({ marketing: "unsubscribed" });
  const ledger = await prisma.consentEvent.findMany({ where: { shopId, subscriberId: id, source: "merchant" } });
  expect(ledger).toMatchObject([{ state: "unsubscribed", applied: true, occurredAt: ctx.clock.now() }]);
  expect(await prisma.recall.count({ where: { shopId, kind: "subscriber", target: id } })).toBe(1);
});

test("another shop's subscriber does not exist, and keeps getting texts", async () => {
  const { id } = await aSubscriber(ctx.db);
  const stranger = await aShop(ctx.db);
  await expect(optOutByMerchant(ctx, stranger.id, id)).rejects.toMatchObject({ code: "subscriber-not-found" });
  expect(await prisma.subscriber.findFirst({ where: { id } })).toMatchObject({ marketing: "subscribed" });
});
