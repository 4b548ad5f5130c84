import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { redactCustomers } from "#domain/privacy/redact-customers";
import { aPixelEvent, aPixelPost, CANDLE, type PixelEventOptions } from "../factories/requests/pixel-event.ts";
import { aShop } from "../factories/shop.ts";
import { aPerson, checkoutEvent, orderEvent } from "../factories/store-event.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { openPixel } from "./pixel-rig.ts";

const { endpoints, shop, address, post, send, work, pixelRows, aTap, aKnownBrowser } = await openPixel();
const { ctx } = endpoints;
const { prisma } = ctx.db;
const browsers = () => prisma.browser.findMany({ where: { shopId: shop.id } });

describe("whose browser it is", () => {
  test("a tap on our link makes the browser known, and from then on what it does is kept", async () => {
    const { person, clientId } = await aKnownBrowser();
    expect(await browsers()).toMatchObject([{ subscriberId: person.id, knownBy: "link" }]);
    expect(await send({ clientId })).toBe(200);
    await work();
    expect(await prisma.browseEvent.findMany({ where: { shopId: shop.id } })).toMatchObject([
      {
        subscriberId: person.id,
        kind: "product-viewed",
        productId: CANDLE.product.id,
        data: { title: "Cedar candle", url: "/products/cedar-candle" },
      },
    ]);
  });

  test("nothing of an unknown browser is kept, and the answer doesn't tell", async () => {
    const { clientId } = await aKnownBrowser();
    const before = (await pixelRows()).length;
    const [known, unknown] = [
      await post(aPixelPost(shop.domain, [aPixelEvent({ clientId })])),
      await post(aPixelPost(shop.domain, [aPixelEvent()])),
    ];
    expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()]);
    expect(await pixelRows()).toHaveLength(before + 1);
  });

  test("the client id itself is stored nowhere", async () => {
    const { clientId } = await aKnownBrowser();
    await send({ name: "product_added_to_cart", clientId });
    const bodies = (await pixelRows()).map(({ body }) => Buffer.from(body).toString());
    const text = JSON.stringify([await browsers(), await pixelRows(), bodies, await prisma.intakeKey.findMany()]);
    expect(text).not.toContain(clientId);
  });

  test.each<[string, (landing: string) => PixelEventOptions, string?]>([
    ["a page that only names the link", (landing) => ({ href: landing.replace(/cartbell_tap=[^&]*/, "") })],
    ["an invented proof", (landing) => ({ href: landing.replace(/(cartbell_tap=\w+)\..*/, `$1.${"A".repeat(22)}`) })],
    ["another network", (landing) => ({ href: landing }), "198.51.100.9"],
    [
      "a customer's id, an e-mail address and a phone number",
      () => ({ data: { productVariant: CANDLE, customer: { id: "77", phone: "+12125550101", email: "a@b.test" } } }),
    ],
  ])("%s makes no browser known", async (_, given, from = address()) => {
    const { landing } = await aTap();
    await send({ name: "page_viewed", ...given(await landing()) }, from);
    await work();
    expect(await browsers()).toEqual([]);
  });

  test("one tap makes one browser known: a page's address that was passed on is of no use", async () => {
    const { landing } = await aTap();
    const href = await landing();
    const [first, second] = [randomUUID(), randomUUID()];
    for (const clientId of [first, second, first]) {
      await send({ name: "page_viewed", clientId, href });
      await work();
    }
    expect(await browsers()).toHaveLength(1);
  });

  test("a tap of another shop's link makes no browser known here", async () => {
    const { landing } = await aTap();
    const href = await landing();
    const other = `other-${randomUUID().slice(0, 8)}.myshopify.com`;
    await aShop(ctx.db, { domain: other });
    await post(aPixelPost(other, [aPixelEvent({ name: "page_viewed", href })]));
    await work();
    expect(await ctx.db.everyShop.browser.count()).toBe(0);
  });

  test("a checkout makes its browser known once it is ordered, whichever news come first", async () => {
    const person = await aSubscriber(ctx.db, { shopId: shop.id });
    for (const isOrderedFirst of [false, true]) {
      const [clientId, token] = [randomUUID(), randomUUID().replaceAll("-", "")];
      const begin = async () => {
        expect(await send({ name: "checkout_started", clientId, data: { checkout: { token } } })).toBe(200);
        await work();
      };
      const buyer = { shopId: shop.id, person: aPerson({ phone: person.phone }) };
      const order = orderEvent({ ...buyer, orderId: token, checkoutToken: token });
      const buy = () =>
        ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, [checkoutEvent({ ...buyer, token }), order]));
      const before = (await browsers()).length;
      await (isOrderedFirst ? buy() : begin());
      expect(await browsers()).toHaveLength(before);
      await (isOrderedFirst ? begin() : buy());
      expect(await browsers()).toHaveLength(before + 1);
    }
    expect(await browsers()).toMatchObject([
      { subscriberId: person.id, knownBy: "order" },
      { subscriberId: person.id, knownBy: "order" },
    ]);
  });

  test("a checkout that no one ordered makes no browser known", async () => {
    await send({ name: "checkout_started", data: { checkout: { token: "f".repeat(32) } } });
    await work();
    expect(await browsers()).toEqual([]);
    expect(await prisma.browserClaim.count({ where: { shopId: shop.id } })).toBe(1);
  });
});

describe("the visitor's consent", () => {
  test.each([
    ["without consent to marketing", false],
    ["without a word about consent", null],
  ])("%s nothing is kept, and a known browser is forgotten", async (_, allowed) => {
    const { clientId } = await aKnownBrowser();
    await post(aPixelPost(shop.domain, [aPixelEvent({ clientId })], allowed));
    await work();
    expect(await browsers()).toEqual([]);
    expect(await prisma.browseEvent.count({ where: { shopId: shop.id } })).toBe(0);
  });

  test("without consent a tap makes no browser known", async () => {
    const { landing } = await aTap();
    const event = aPixelEvent({ name: "page_viewed", href: await landing() });
    expect((await post(aPixelPost(shop.domain, [event], false))).status).toBe(200);
    expect(await pixelRows()).toEqual([]);
  });

  test("an erased person's browser is forgotten, and what it still tells leads to nothing", async () => {
    const { person, clientId } = await aKnownBrowser();
    await send({ name: "product_added_to_cart", clientId });
    const redaction = { shopId: shop.id, customerId: null, phone: person.phone, orderIds: [] };
    await ctx.db.transaction((tx) => redactCustomers(tx, ctx, [redaction]));
    await work();
    expect(await browsers()).toEqual([]);
    expect(await prisma.browsedCart.count({ where: { shopId: shop.id } })).toBe(0);
  });
});

describe("a cart", () => {
  const cart = () => prisma.browsedCart.findMany({ where: { shopId: shop.id }, orderBy: { beganAt: "asc" } });

  test("has what was added, as often as it was, and ends with the checkout", async () => {
    const { clientId, person } = await aKnownBrowser();
    for (const name of ["product_added_to_cart", "product_added_to_cart"]) await send({ name, clientId });
    await work();
    expect(await cart()).toMatchObject([
      {
        subscriberId: person.id,
        endedAt: null,
        lines: [{ title: "Cedar candle", quantity: 4, priceMicros: 24_500_000 }],
      },
    ]);
    await send({ name: "checkout_started", clientId, data: { checkout: { token: "c".repeat(32) } } });
    await work();
    expect((await cart())[0]?.endedAt).toEqual(ctx.clock.now());
  });

  test("is what the cart's page shows", async () => {
    const { clientId } = await aKnownBrowser();
    await send({ name: "product_added_to_cart", clientId });
    await send({ name: "cart_viewed", clientId, data: { cart: { lines: [{ merchandise: CANDLE, quantity: 1 }] } } });
    await work();
    expect(await cart()).toMatchObject([{ lines: [{ quantity: 1 }], endedAt: null }]);
    await send({ name: "cart_viewed", clientId, data: { cart: { lines: [] } } });
    await work();
    expect((await cart())[0]?.endedAt).not.toBeNull();
  });
});
