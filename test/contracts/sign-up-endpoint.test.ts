import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_WORDS } from "#domain/consent/forms/default-words";
import { newId } from "#platform/ids";
import { proxiedQuery } from "../factories/requests/proxied-query.ts";
import { signedForm } from "../factories/requests/signed-form.ts";
import { aShop } from "../factories/shop.ts";
import { SECRET } from "./endpoint-server.ts";
import { DOMAIN, filledIn, openSignUps, shown } from "./sign-up-rig.ts";

const { endpoints, send, taken } = await openSignUps();
const OTHER_ID = newId();
/** Another shop each time: how often a number signs up is counted for each. */
let shopId = "";
let agreed: Record<string, string> = {};

beforeEach(async () => {
  shopId = (await aShop(endpoints.ctx.db, { domain: DOMAIN, country: "DE" })).id;
  agreed = { ...filledIn, ...signedForm(shopId, shown) };
});

test("a form with the box ticked is taken in with the words, the form, the page and the address", async () => {
  const query = proxiedQuery(DOMAIN, SECRET, endpoints.ctx.clock.now(), "77");
  const answer = await send(agreed, { query, headers: { "X-Forwarded-For": "203.0.113.9, 10.0.0.1" } });
  expect(answer).toMatchObject({ status: 200, type: "text/html; charset=utf-8" });
  expect(answer.text).toContain("Thank you");
  expect(await taken()).toMatchObject([
    {
      kind: "webhook",
      source: "storefront",
      topic: "sign-up",
      shopDomain: DOMAIN,
      state: "pending",
      told: {
        phone: "+4915123456789",
        customerId: "77",
        words: "Ja, schickt mir Angebote.",
        formVersion: "footer 3",
        page: "https://candles.test/",
        ip: "203.0.113.9",
        from: null,
      },
    },
  ]);
  expect(endpoints.ctx.enqueued).toContainEqual({ name: "intake-webhook", payload: {} });
});

test("the number stands nowhere but in the delivery's body, which an erasure empties", async () => {
  await send(agreed);
  expect(JSON.stringify(await endpoints.ctx.db.prisma.intakeKey.findMany())).not.toContain("15123456789");
});

test("a region that a proxy in front of us knows is written down, and nothing that is none", async () => {
  await send(agreed, { headers: { "X-Client-Region": "us-fl" } });
  await send({ ...agreed, phone: "+49 151 23456780" }, { headers: { "X-Client-Region": "Somewhere" } });
  expect((await taken()).map(({ told }) => told.from)).toEqual([{ country: "US", region: "FL" }, null]);
});

test.each([
  ["https://candles.test/products/cedar?variant=2", "/products/cedar?variant=2"],
  ["https://candles.test/", "/"],
  ["https://candles.test", "/"],
  ["", "/"],
  ["no address", "/"],
  ["javascript:alert(1)", "/"],
  ["data:text/html,hello", "/"],
  ["https://candles.test//elsewhere.example/x", "/elsewhere.example/x"],
  ["https://candles.test/\\\\elsewhere.example/x", "/elsewhere.example/x"],
  ['https://candles.test/a"b<c', "/a%22b%3Cc"],
  ["https://candles.test/?a=1&b=2", "/?a=1&#38;b=2"],
])("without scripts, a shopper on %j gets a link back to %s of the store", async (from, path) => {
  const { text } = await send({ ...agreed, ...signedForm(shopId, { ...shown, page: from }) });
  expect(text).toContain(`<a href="${path}">Back to the store</a>`);
});

test("a refusal has the link back too", async () => {
  const back = '<a href="/products/cedar">Back to the store</a>';
  const on = { ...agreed, page: "https://candles.test/products/cedar" };
  expect((await send({ ...on, agree: "" })).text).toContain(back);
  expect((await send({ ...on, phone: "12" })).text).toContain(back);
  const forged = await send(on, { query: "shop=candles.myshopify.com" });
  expect(forged.text).toContain('<a href="/">Back to the store</a>');
});

test("a button pressed twice signs up once", async () => {
  const query = proxiedQuery(DOMAIN, SECRET, endpoints.ctx.clock.now());
  expect([(await send(agreed, { query })).status, (await send(agreed, { query })).status]).toEqual([200, 200]);
  expect(await taken()).toHaveLength(1);
});

test("a page that accepts JSON gets JSON, and may send it", async () => {
  const response = await fetch(
    `${endpoints.url}/proxy/sign-up?${proxiedQuery(DOMAIN, SECRET, endpoints.ctx.clock.now())}`,
    {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify({ ...agreed, agree: true }),
    },
  );
  expect([response.status, await response.json()]).toEqual([
    200,
    { ok: true, message: expect.stringMatching(/^Thank you/) },
  ]);
  expect(await taken()).toHaveLength(1);
});

test.each([
  ["without the box", { agree: "" }, 422],
  ["without a number", { phone: "" }, 422],
  ["with a number that nobody has", { phone: "12" }, 422],
  ["with the field filled in that people do not see", { website: "http://spam" }, 200],
])("a form %s is not taken in", async (_, changes, status) => {
  expect((await send({ ...agreed, ...changes })).status).toBe(status);
  expect(await taken()).toEqual([]);
});

test("what the store did not sign, or signed long ago, is refused; so is a store that is not here", async () => {
  const { clock } = endpoints.ctx;
  expect((await send(agreed, { query: "shop=candles.myshopify.com" })).status).toBe(401);
  expect((await send(agreed, { query: proxiedQuery(DOMAIN, "another", clock.now()) })).status).toBe(401);
  const longAgo = new Date(clock.now().getTime() - 600_000);
  expect((await send(agreed, { query: proxiedQuery(DOMAIN, SECRET, longAgo) })).status).toBe(401);
  expect((await send(agreed, { query: proxiedQuery("nobody.myshopify.com", SECRET, clock.now()) })).status).toBe(404);
  expect((await send({}, { method: "GET" })).status).toBe(405);
  expect(await taken()).toEqual([]);
});

test("a body that is no form, or far too long, is refused", async () => {
  const headers = { "Content-Type": "application/json" };
  const query = proxiedQuery(DOMAIN, SECRET, endpoints.ctx.clock.now());
  const post = (body: string) => fetch(`${endpoints.url}/proxy/sign-up?${query}`, { method: "POST", headers, body });
  expect((await post("[]")).status).toBe(400);
  expect((await post("{")).status).toBe(400);
  expect((await post(JSON.stringify({ phone: "1".repeat(20_000) }))).status).toBe(400);
});

describe("what the browser says the page showed", () => {
  const HOUR = 3_600_000;
  const unsigned = { ...filledIn, ...shown };
  const signed = (words: string) => ({ ...filledIn, ...signedForm(shopId, { ...shown, words }) });
  const ours = DEFAULT_WORDS.replace("[store]", "Harbor Candles");

  test.each<[string, () => Record<string, string>, string]>([
    ["the words of the page", () => agreed, shown.words],
    ["words from before the merchant changed them", () => signed("Old words."), "Old words."],
    [
      "words in another language and script",
      () => signed("Я згоден 👍 <br> “%41+”&amp;"),
      "Я згоден 👍 <br> “%41+”&amp;",
    ],
    ["long words, whole", () => signed("word ".repeat(1_500).trim()), "word ".repeat(1_500).trim()],
    ["no words, on a page that showed none", () => signed(""), ""],
    ["the default words of a page that does not sign", () => ({ ...unsigned, words: ours }), ours],
    [
      "the default words with other blanks",
      () => ({ ...unsigned, words: `\r\n ${ours.replaceAll(" ", " \n ")}` }),
      ours,
    ],
  ])("%s are kept", async (_, form, words) => {
    expect((await send(form())).status).toBe(200);
    expect((await taken()).map(({ told }) => told.words)).toEqual([words]);
  });

  test.each<[string, () => Record<string, string>]>([
    ["invented words", () => ({ ...agreed, words: "I get 1,000 dollars a text." })],
    ["invented words without a signature", () => ({ ...unsigned, words: "I get 1,000 dollars a text." })],
    ["a part of the words", () => ({ ...agreed, words: "Ja" })],
    ["the words with a blank more", () => ({ ...agreed, words: `${shown.words} ` })],
    ["the words in other letters", () => ({ ...agreed, words: shown.words.toUpperCase() })],
    ["the words without the signature", () => unsigned],
    ["no words", () => filledIn],
    ["no words with a page's signature", () => ({ ...agreed, words: "" })],
    ["another version", () => ({ ...agreed, form_version: "footer 4" })],
    ["another page", () => ({ ...agreed, page: "https://candles.test/elsewhere" })],
    [
      "letters moved from the words to the version",
      () => ({ ...agreed, words: "a, schickt mir Angebote.", form_version: "footer 3J" }),
    ],
    ["another shop's words", () => ({ ...filledIn, ...signedForm(OTHER_ID, shown) })],
    ["a signature that is cut short", () => ({ ...agreed, signature: String(agreed.signature).slice(0, 62) })],
    ["a signature that is no hex", () => ({ ...agreed, signature: "ü".repeat(64) })],
    ["a signature with a NUL", () => ({ ...agreed, signature: `\0${agreed.signature}x` })],
    [
      "the default words with another store's name",
      () => ({ ...unsigned, words: DEFAULT_WORDS.replace("[store]", "Evil Inc.") }),
    ],
    ["the default words with a line more", () => ({ ...unsigned, words: `${ours} And cash.` })],
    ["endless invented words", () => ({ ...unsigned, words: "x".repeat(12_000) })],
  ])("%s are refused with what to do, and nothing is taken in", async (_, form) => {
    const { status, text } = await send(form());
    expect([status, text]).toEqual([422, expect.stringContaining("Please reload the page and try again.")]);
    expect(await taken()).toEqual([]);
    // It was no try of this number's: a reloaded page goes through at once, and as often as usual.
    expect((await send(agreed)).status).toBe(200);
  });

  test("from an installation of before, unsigned words are kept for an hour after the first signed ones", async () => {
    const { clock, db } = endpoints.ctx;
    const of = (id: string) => ({ where: { id } });
    const until = new Date(clock.now().getTime() + 720 * HOUR);
    await db.prisma.shop.update({ ...of(shopId), data: { unsignedFormsUntil: until } });
    const numbered = (form: Record<string, string>, at: number) => ({ ...form, phone: `+49 151 ${23_456_000 + at}` });
    expect((await send(numbered(unsigned, 1))).status).toBe(200);
    expect((await send(numbered({ ...unsigned, signature: "00" }, 2))).status).toBe(422);
    expect((await db.prisma.shop.findUniqueOrThrow(of(shopId))).unsignedFormsUntil).toEqual(until);
    expect((await send(numbered(agreed, 3))).status).toBe(200);
    clock.advance(HOUR - 1);
    expect([(await send(numbered(agreed, 4))).status, (await send(numbered(unsigned, 5))).status]).toEqual([200, 200]);
    clock.advance(1);
    expect([(await send(numbered(agreed, 6))).status, (await send(numbered(unsigned, 7))).status]).toEqual([200, 422]);
    expect((await taken()).map(({ told }) => told.words)).toEqual(Array(5).fill(shown.words));
  });

  test("from an installation of before whose pages never sign, unsigned words are kept until the time is up", async () => {
    const { clock, db } = endpoints.ctx;
    const unsignedFormsUntil = new Date(clock.now().getTime() + HOUR);
    await db.prisma.shop.update({ where: { id: shopId }, data: { unsignedFormsUntil } });
    clock.advance(HOUR - 1);
    expect((await send(unsigned)).status).toBe(200);
    clock.advance(1);
    expect((await send(unsigned)).status).toBe(422);
  });
});

test.each([
  ["a NUL in the shop's name", { shop: "candles\0.myshopify.com" }],
  ["a NUL in the customer's id", { logged_in_customer_id: "7\x007" }],
  ["a shop that is no store's name", { shop: "candles.myshopify.com.evil.test" }],
  ["a time of the year 275760", { timestamp: String(8_640_000_000_000) }],
  ["a time that is no number", { timestamp: "1e999" }],
])("%s, signed by the store, is refused", async (_, given) => {
  const parameters = {
    ...Object.fromEntries(new URLSearchParams(proxiedQuery(DOMAIN, SECRET, endpoints.ctx.clock.now()))),
    ...given,
  };
  const { signature: _old, ...signed } = parameters as Record<string, string>;
  const text = Object.entries(signed)
    .map(([name, value]) => `${name}=${value}`)
    .sort((one, next) => (one < next ? -1 : 1))
    .join("");
  const signature = createHmac("sha256", SECRET).update(text).digest("hex");
  expect((await send(agreed, { query: new URLSearchParams({ ...signed, signature }).toString() })).status).toBe(401);
  expect(await taken()).toEqual([]);
});

test("a form that asks about a variant is the same sign-up, and each variant that a person asks about is taken in", async () => {
  const ask = { notify: "restock", product: "7", variant: "41" };
  expect(await send({ ...agreed, ...ask })).toMatchObject({ status: 200 });
  expect(await send({ ...agreed, ...ask, variant: "42" })).toMatchObject({ status: 200 });
  expect(await send({ ...agreed, ...ask, agree: "" })).toMatchObject({ status: 422 });
  expect((await taken()).map(({ told }) => told)).toMatchObject([
    { words: shown.words, ask: { kind: "restock", productId: "7", variantId: "41" } },
    { words: shown.words, ask: { kind: "restock", productId: "7", variantId: "42" } },
  ]);
});
