import { expect, test } from "vitest";
import { redactCustomers } from "#domain/privacy/redact-customers";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aTextWithLink } from "../../test/factories/text-with-link.ts";
import { codeOfLanding, followLink } from "./follow.ts";
import { recordClicks } from "./record-clicks.ts";

const ctx = aContext();
const { db } = ctx;

test("a link leads to its target, with its own code added so that an order can be traced to it", async () => {
  const { code, shopId } = await aTextWithLink(db);
  expect(await followLink(db, code)).toEqual({
    shopId,
    targetUrl: `https://harbor-candles.test/cart?cartbell=${code}`,
  });
});

test("a code that never was leads nowhere", async () => {
  expect(await followLink(db, "NoSuchCode1")).toBeNull();
  expect(await followLink(db, "'; drop")).toBeNull();
});

test("a tap on the link of someone who was erased counts, and leaves nothing of their device", async () => {
  const { code, shopId, subscriberId } = await aTextWithLink(db);
  const phone = (await db.everyShop.subscriber.findFirstOrThrow({ where: { id: subscriberId } })).phone;
  await db.transaction((tx) => redactCustomers(tx, ctx, [{ shopId, customerId: null, phone, orderIds: [] }]));
  const tap = {
    id: newId(),
    code,
    method: "GET",
    userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1",
    purpose: null,
  };
  await db.transaction((tx) => recordClicks(tx, ctx, [{ ...tap, clickedAt: ctx.clock.now() }]));
  expect(await db.prisma.click.findMany({ where: { shopId } })).toMatchObject([{ counted: true, userAgent: null }]);
});

test("a landing page tells the code that led to it", () => {
  expect(codeOfLanding("/cart?utm_source=cartbell&cartbell=a1B2c3D4e5")).toBe("a1B2c3D4e5");
  expect(codeOfLanding("https://shop.test/?cartbell=a1B2c3D4e5")).toBe("a1B2c3D4e5");
  expect([null, "/cart", "/cart?cartbell=%3Cscript%3E", "http://["].map(codeOfLanding)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
