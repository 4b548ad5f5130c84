import { expect, test } from "vitest";
import { aContext, hashPhone } from "./context.ts";
import { aSender } from "./sender.ts";
import { aShop } from "./shop.ts";
import { aSubscriber } from "./subscriber.ts";

const { db } = aContext();

test("a subscriber comes with a shop when none is given, and in the given one otherwise", async () => {
  const alone = await aSubscriber(db);
  expect(await db.prisma.shop.count({ where: { id: alone.shopId } })).toBe(1);
  const shop = await aShop(db, { name: "Second" });
  const sender = await aSender(db, { shopId: shop.id });
  const other = await aSubscriber(db, { shopId: shop.id, region: "TX" });
  expect([sender.shopId, other.shopId, other.region]).toEqual([shop.id, shop.id, "TX"]);
  expect(other.phoneHash).toBe(hashPhone(other.phone));
  expect(other.phone).not.toBe(alone.phone);
});
