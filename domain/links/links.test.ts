import { expect, test } from "vitest";
import { codeOfLanding, followLink } from "#domain/links/follow";
import { aContext } from "../../test/factories/context.ts";
import { aTextWithLink } from "../../test/factories/text-with-link.ts";

const { db } = aContext();

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
