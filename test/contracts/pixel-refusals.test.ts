import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aPixelEvent, aPixelPost, CANDLE } from "../factories/requests/pixel-event.ts";
import { openPixel } from "./pixel-rig.ts";

const { endpoints, shop, address, post, send, work, pixelRows, aKnownBrowser } = await openPixel();
const { prisma } = endpoints.ctx.db;

describe("what isn’t a pixel’s post", () => {
  test.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["no shop", '{"events":[]}'],
    ["another kind of shop", '{"shop":"candles.test","events":[]}'],
    ["too many events", JSON.stringify({ shop: "a.myshopify.com", events: Array(21).fill({}) })],
  ])("%s is refused", async (_, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test("a body that is far too long is refused, and no other method is answered", async () => {
    expect((await post("x".repeat(70_000))).status).toBe(400);
    expect((await fetch(`${endpoints.url}/pixel`)).status).toBe(405);
  });

  test("hostile events are left out and harm no others", async () => {
    const { clientId } = await aKnownBrowser();
    const before = (await pixelRows()).length;
    const good = aPixelEvent({ clientId });
    const odd = [
      null,
      7,
      {},
      { ...good, id: "\0" },
      { ...good, name: "__proto__" },
      { ...good, clientId: "x".repeat(1e3) },
    ];
    const huge = {
      ...good,
      id: "huge",
      data: { productVariant: { ...CANDLE, price: { amount: 1e300, currencyCode: "U" } } },
    };
    const elsewhere = {
      ...good,
      id: "out",
      data: { productVariant: { ...CANDLE, product: { ...CANDLE.product, url: "//evil.test/x", title: "a\0\ud800" } } },
    };
    expect((await post(aPixelPost(shop.domain, [...odd, good, huge, elsewhere]))).status).toBe(200);
    expect(await pixelRows()).toHaveLength(before + 3);
    await work();
    expect(await prisma.intake.count({ where: { shopId: shop.id, kind: "pixel", state: { not: "done" } } })).toBe(0);
    const kept = await prisma.browseEvent.findMany({ where: { shopId: shop.id } });
    expect(kept.map(({ data }) => (data as { url: string | null }).url)).not.toContain("//evil.test/x");
  });

  test("the same event twice is one", async () => {
    const { clientId } = await aKnownBrowser();
    const body = aPixelPost(shop.domain, [aPixelEvent({ name: "product_added_to_cart", clientId })]);
    await post(body);
    await post(body);
    await work();
    expect(await prisma.browsedCart.findMany({ where: { shopId: shop.id } })).toMatchObject([
      { lines: [{ quantity: 2 }] },
    ]);
  });
});

test("a pixel in its sandbox may send and read: plain text of another origin, without a question beforehand", async () => {
  const answer = await post(aPixelPost(shop.domain, []), address(), { Origin: "null" });
  expect([answer.status, answer.headers.get("Access-Control-Allow-Origin")]).toEqual([200, "*"]);
});

describe("a flood", () => {
  test("from one address is cut off, and others are heard", async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 14; at += 1)
      statuses.push(...(await Promise.all(Array.from({ length: 50 }, () => send({}, "198.51.100.77")))));
    expect(statuses.filter((status) => status === 429)).toHaveLength(100);
    expect(await send({})).toBe(200);
  });

  test("of invented checkouts leaves a bounded number of rows, and a known person is heard meanwhile", async () => {
    const { clientId } = await aKnownBrowser();
    for (let at = 0; at < 40; at += 1)
      await Promise.all(
        Array.from({ length: 10 }, (_, part) =>
          send({ name: "checkout_started", data: { checkout: { token: randomUUID() } } }, `198.51.${at}.${part}`),
        ),
      );
    await send({ clientId });
    await work();
    expect(await prisma.browserClaim.count({ where: { shopId: shop.id } })).toBe(240);
    expect(await prisma.browseEvent.count({ where: { shopId: shop.id } })).toBe(1);
  });

  test("of one known browser is cut off", async () => {
    const { clientId } = await aKnownBrowser();
    for (let at = 0; at < 80; at += 1) await send({ clientId });
    // One of them was its landing page.
    expect(await pixelRows()).toHaveLength(60);
  });
});
