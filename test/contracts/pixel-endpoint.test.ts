import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { applyPixel } from "#domain/intake/apply-pixel";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { workIntake } from "#domain/intake/work";
import { redactCustomers } from "#domain/privacy/redact-customers";
import { aPixelEvent, aPixelPost, CANDLE, type PixelEventOptions } from "../factories/pixel-event.ts";
import { aShop } from "../factories/shop.ts";
import { aPerson, checkoutEvent, orderEvent } from "../factories/store-event.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { aTextWithLink } from "../factories/text-with-link.ts";
import { openEndpoints } from "./endpoint-server.ts";

const endpoints = await openEndpoints();
const { ctx } = endpoints;
const { prisma } = ctx.db;

/** Another shop and other addresses for each test: limits and what is remembered are the process's. */
let domain = "";
let shopId = "";
let visitor = 0;
beforeEach(async () => {
  visitor += 1;
  domain = `pixel-${randomUUID().slice(0, 8)}.myshopify.com`;
  shopId = (await aShop(ctx.db, { domain })).id;
});
const address = (of = visitor) => `203.0.${of >> 8}.${of & 255}`;

function post(body: string, from = address(), headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${endpoints.url}/pixel`, {
    method: "POST",
    headers: { "Content-Type": "text/plain;charset=UTF-8", "X-Forwarded-For": from, ...headers },
    body,
  });
}

const send = async (given: PixelEventOptions, from = address()) =>
  (await post(aPixelPost(domain, [aPixelEvent(given)]), from)).status;

const work = () => workIntake(ctx, "pixel", (tx, deliveries) => applyPixel(tx, ctx, deliveries));
const pixelRows = () => prisma.intake.findMany({ where: { shopId, kind: "pixel" } });
const browsers = () => prisma.browser.findMany({ where: { shopId } });

/** Someone who got a text with a link, and the page that a tap on it led to. */
async function aTap(from = address()) {
  const person = await aSubscriber(ctx.db, { shopId });
  const { code } = await aTextWithLink(ctx.db, { shopId, subscriberId: person.id });
  const landing = async () => {
    const answer = await fetch(`${endpoints.url}/l/${code}`, {
      redirect: "manual",
      headers: { "X-Forwarded-For": from, "User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1" },
    });
    return answer.headers.get("Location") ?? "";
  };
  return { person, code, landing };
}

/** A browser that is known to be a new subscriber's. */
async function aKnownBrowser() {
  const { person, landing } = await aTap();
  const clientId = randomUUID();
  await send({ name: "page_viewed", clientId, href: await landing() });
  await work();
  return { person, clientId };
}

describe("whose browser it is", () => {
  test("a tap on our link makes the browser known, and from then on what it does is kept", async () => {
    const { person, clientId } = await aKnownBrowser();
    expect(await browsers()).toMatchObject([{ subscriberId: person.id, knownBy: "link" }]);
    expect(await send({ clientId })).toBe(200);
    await work();
    expect(await prisma.browseEvent.findMany({ where: { shopId } })).toMatchObject([
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
      await post(aPixelPost(domain, [aPixelEvent({ clientId })])),
      await post(aPixelPost(domain, [aPixelEvent()])),
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
    const person = await aSubscriber(ctx.db, { shopId });
    for (const isOrderedFirst of [false, true]) {
      const [clientId, token] = [randomUUID(), randomUUID().replaceAll("-", "")];
      const begin = async () => {
        expect(await send({ name: "checkout_started", clientId, data: { checkout: { token } } })).toBe(200);
        await work();
      };
      const buyer = { shopId, person: aPerson({ phone: person.phone }) };
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
    expect(await prisma.browserClaim.count({ where: { shopId } })).toBe(1);
  });
});

describe("the visitor's consent", () => {
  test.each([
    ["without consent to marketing", false],
    ["without a word about consent", null],
  ])("%s nothing is kept, and a known browser is forgotten", async (_, allowed) => {
    const { clientId } = await aKnownBrowser();
    await post(aPixelPost(domain, [aPixelEvent({ clientId })], allowed));
    await work();
    expect(await browsers()).toEqual([]);
    expect(await prisma.browseEvent.count({ where: { shopId } })).toBe(0);
  });

  test("without consent a tap makes no browser known", async () => {
    const { landing } = await aTap();
    const event = aPixelEvent({ name: "page_viewed", href: await landing() });
    expect((await post(aPixelPost(domain, [event], false))).status).toBe(200);
    expect(await pixelRows()).toEqual([]);
  });

  test("an erased person's browser is forgotten, and what it still tells leads to nothing", async () => {
    const { person, clientId } = await aKnownBrowser();
    await send({ name: "product_added_to_cart", clientId });
    const redaction = { shopId, customerId: null, phone: person.phone, orderIds: [] };
    await ctx.db.transaction((tx) => redactCustomers(tx, ctx, [redaction]));
    await work();
    expect(await browsers()).toEqual([]);
    expect(await prisma.browsedCart.count({ where: { shopId } })).toBe(0);
  });
});

describe("a cart", () => {
  const cart = () => prisma.browsedCart.findMany({ where: { shopId }, orderBy: { beganAt: "asc" } });

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

describe("what is no post of a pixel", () => {
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
    expect((await post(aPixelPost(domain, [...odd, good, huge, elsewhere]))).status).toBe(200);
    expect(await pixelRows()).toHaveLength(before + 3);
    await work();
    expect(await prisma.intake.count({ where: { shopId, kind: "pixel", state: { not: "done" } } })).toBe(0);
    const kept = await prisma.browseEvent.findMany({ where: { shopId } });
    expect(kept.map(({ data }) => (data as { url: string | null }).url)).not.toContain("//evil.test/x");
  });

  test("the same event twice is one", async () => {
    const { clientId } = await aKnownBrowser();
    const body = aPixelPost(domain, [aPixelEvent({ name: "product_added_to_cart", clientId })]);
    await post(body);
    await post(body);
    await work();
    expect(await prisma.browsedCart.findMany({ where: { shopId } })).toMatchObject([{ lines: [{ quantity: 2 }] }]);
  });
});

test("a pixel in its sandbox may send and read: plain text of another origin, without a question beforehand", async () => {
  const answer = await post(aPixelPost(domain, []), address(), { Origin: "null" });
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
    expect(await prisma.browserClaim.count({ where: { shopId } })).toBe(240);
    expect(await prisma.browseEvent.count({ where: { shopId } })).toBe(1);
  });

  test("of one known browser is cut off", async () => {
    const { clientId } = await aKnownBrowser();
    for (let at = 0; at < 80; at += 1) await send({ clientId });
    // One of them was its landing page.
    expect(await pixelRows()).toHaveLength(60);
  });
});
