import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { proxiedQuery } from "../factories/proxied-query.ts";
import { aShop } from "../factories/shop.ts";
import { openDoors, SECRET } from "./door-server.ts";

const doors = await openDoors();
const DOMAIN = "candles.myshopify.com";
let visitor = 0;
beforeEach(async () => {
  await aShop(doors.ctx.db, { domain: DOMAIN, country: "DE" });
});

const agreed = {
  phone: "0151 23456789",
  agree: "on",
  words: "Ja, schickt mir Angebote.",
  form_version: "footer 3",
  page: "https://candles.test/",
  website: "",
};

interface Sent {
  query?: string;
  headers?: Record<string, string>;
  method?: string;
}

/** Each from an address of its own, unless one is given. */
async function send(form: Record<string, string>, { query, headers = {}, method = "POST" }: Sent = {}) {
  visitor += 1;
  const response = await fetch(
    `${doors.url}/proxy/sign-up?${query ?? proxiedQuery(DOMAIN, SECRET, doors.ctx.clock.now())}`,
    {
      method,
      headers: { "X-Forwarded-For": `198.51.${visitor >> 8}.${visitor & 255}, 10.0.0.1`, ...headers },
      ...(method === "POST" && { body: new URLSearchParams(form) }),
    },
  );
  return { status: response.status, type: response.headers.get("Content-Type"), text: await response.text() };
}

const taken = async () =>
  (await doors.stored()).map(({ body, ...row }) => ({ ...row, told: JSON.parse(Buffer.from(body).toString()) }));

test("a form with the box ticked is taken in with the words, the form, the page and the address", async () => {
  const query = proxiedQuery(DOMAIN, SECRET, doors.ctx.clock.now(), "77");
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
  expect(doors.ctx.rung).toContainEqual({ name: "intake-webhook", payload: {} });
});

test("the number stands nowhere but in the delivery's body, which an erasure empties", async () => {
  await send(agreed);
  expect(JSON.stringify(await doors.ctx.db.prisma.intakeKey.findMany())).not.toContain("15123456789");
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
  const { text } = await send({ ...agreed, page: from });
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
  const query = proxiedQuery(DOMAIN, SECRET, doors.ctx.clock.now());
  expect([(await send(agreed, { query })).status, (await send(agreed, { query })).status]).toEqual([200, 200]);
  expect(await taken()).toHaveLength(1);
});

test("a page that accepts JSON gets JSON, and may send it", async () => {
  const response = await fetch(`${doors.url}/proxy/sign-up?${proxiedQuery(DOMAIN, SECRET, doors.ctx.clock.now())}`, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify({ ...agreed, agree: true }),
  });
  expect([response.status, await response.json()]).toEqual([
    200,
    { ok: true, message: expect.stringMatching(/^Thank you/) },
  ]);
  expect(await taken()).toHaveLength(1);
});

test.each([
  ["without the box", { ...agreed, agree: "" }, 422],
  ["without a number", { ...agreed, phone: "" }, 422],
  ["with a number that nobody has", { ...agreed, phone: "12" }, 422],
  ["with the field filled in that people do not see", { ...agreed, website: "http://spam" }, 200],
])("a form %s is not taken in", async (_, form, status) => {
  expect((await send(form)).status).toBe(status);
  expect(await taken()).toEqual([]);
});

test("what the store did not sign, or signed long ago, is refused; so is a store that is not here", async () => {
  const { clock } = doors.ctx;
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
  const query = proxiedQuery(DOMAIN, SECRET, doors.ctx.clock.now());
  const post = (body: string) => fetch(`${doors.url}/proxy/sign-up?${query}`, { method: "POST", headers, body });
  expect((await post("[]")).status).toBe(400);
  expect((await post("{")).status).toBe(400);
  expect((await post(JSON.stringify({ phone: "1".repeat(20_000) }))).status).toBe(400);
});

describe("what comes too often is asked to wait and is not taken in", () => {
  const MANY = 200;
  /** Another shop each time: what an earlier test did counts for its own. */
  let domain = "";
  beforeEach(async () => {
    visitor += 1;
    domain = `shop-${visitor}.myshopify.com`;
    await aShop(doors.ctx.db, { domain, country: "DE" });
  });

  /** How many of many forms are answered with 200, and which limit refused the others. */
  async function admitted(formOf: (at: number) => Sent & { form: Record<string, string> }) {
    const before = doors.counted();
    let count = 0;
    for (let at = 0; at < MANY; at += 1) {
      const { form, ...sent } = formOf(at);
      const query = proxiedQuery(domain, SECRET, doors.ctx.clock.now());
      if ((await send(form, { query, ...sent })).status === 200) count += 1;
    }
    const refusedBy = Object.entries(doors.counted())
      .filter(([what, sum]) => what.includes("too often") && sum !== before[what])
      .map(([what]) => what);
    expect(await taken()).toHaveLength(count);
    return { count, refusedBy };
  }
  const mobile = (at: number) => `+49 151 ${23_450_000 + at}`;

  test("from one address, whatever it claims before the address that the store's proxy saw", async () => {
    const forged = (at: number) => ({ "X-Forwarded-For": `10.${at}.1.1, 1.1.1.${at}, 203.0.113.200, 10.0.0.1` });
    const { count, refusedBy } = await admitted((at) => ({
      form: { ...agreed, phone: mobile(at) },
      headers: forged(at),
    }));
    expect([count, refusedBy]).toEqual([10, ["sign-up: too often (address)"]]);
  });

  test("around the operator's proxies: then only the connection's own address is believed", async () => {
    const forged = (at: number) => ({ "X-Forwarded-For": `203.0.113.${at}` });
    const { count } = await admitted((at) => ({ form: { ...agreed, phone: mobile(at) }, headers: forged(at) }));
    expect(count).toBeLessThanOrEqual(10);
  });

  test("of one number, from ever other addresses", async () => {
    let second = 0;
    const { count, refusedBy } = await admitted(() => {
      second += 1;
      const at = new Date(doors.ctx.clock.now().getTime() - second * 1_000);
      return { form: { ...agreed, phone: "0151 23456781" }, query: proxiedQuery(domain, SECRET, at) };
    });
    expect([count, refusedBy[0]]).toEqual([3, "sign-up: too often (number)"]);
  });

  test("of one foreign country, from ever other numbers and addresses", async () => {
    const uzbek = (at: number) => `+998 90 ${1_234_000 + at}`;
    const { count, refusedBy } = await admitted((at) => ({ form: { ...agreed, phone: uzbek(at) } }));
    expect(count).toBeLessThanOrEqual(20);
    expect(refusedBy).toContain("sign-up: too often (country)");
  });

  test("at one shop, from ever other numbers and addresses", async () => {
    const { count, refusedBy } = await admitted((at) => ({ form: { ...agreed, phone: mobile(1_000 + at) } }));
    expect(count).toBeLessThanOrEqual(120);
    expect(refusedBy).toEqual(["sign-up: too often (shop)"]);
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
    ...Object.fromEntries(new URLSearchParams(proxiedQuery(DOMAIN, SECRET, doors.ctx.clock.now()))),
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
