import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { expect, test } from "vitest";
import { answerWebhook } from "#app/webhooks/receive";
import { createIntake } from "#domain/intake/accept";
import { createRefusalCounter } from "#platform/http/refusal-counter";
import { serve } from "#platform/http/serve";
import { createVisitors } from "#platform/http/visitors";
import { connectDb } from "#platform/sql/db";
import { promisedMs } from "../setup/promised-ms.ts";
import { OLD_SECRET, openEndpoints, SECRET } from "./endpoint-server.ts";

const endpoints = await openEndpoints();

/** https://shopify.dev/docs/apps/build/webhooks/subscribe/https: the headers of a delivery. */
function headersFor(body: string | Buffer, given: Record<string, string | undefined> = {}): Record<string, string> {
  const headers = {
    "Content-Type": "application/json",
    "X-Shopify-Hmac-Sha256": createHmac("sha256", SECRET).update(body).digest("base64"),
    "X-Shopify-Topic": "orders/create",
    "X-Shopify-Shop-Domain": "candles.myshopify.com",
    "X-Shopify-Event-Id": "event-1",
    "X-Shopify-Webhook-Id": "delivery-1",
    "X-Shopify-Triggered-At": "2026-11-24T14:59:00.000Z",
    ...given,
  };
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

async function deliver(content: string | Buffer, given: Record<string, string | undefined> = {}): Promise<number> {
  const body = Buffer.from(content); // as fetch's types want it: bytes that no one shares
  const response = await fetch(`${endpoints.url}/webhooks`, { method: "POST", body, headers: headersFor(body, given) });
  return response.status;
}

test("a signed delivery is stored as the very bytes that came, before it is answered", async () => {
  const body = Buffer.from('{"id":1,"note":"caf\u00e9 \\u0000"}');
  expect(await deliver(body)).toBe(200);
  expect(await endpoints.stored()).toMatchObject([
    {
      kind: "webhook",
      source: "shopify",
      topic: "orders/create",
      shopDomain: "candles.myshopify.com",
      triggeredAt: new Date("2026-11-24T14:59:00Z"),
      state: "pending",
    },
  ]);
  expect(Buffer.from((await endpoints.stored())[0]?.body ?? []).equals(body)).toBe(true);
});

test("what the store sends again is answered 200 and stored once", async () => {
  const statuses = await Promise.all([
    deliver("{}"),
    deliver("{}", { "X-Shopify-Webhook-Id": "delivery-2" }),
    deliver("{}", { "X-Shopify-Topic": "orders/paid" }),
  ]);
  expect(statuses).toEqual([200, 200, 200]);
  expect((await endpoints.stored()).map(({ topic }) => topic).sort()).toEqual(["orders/create", "orders/paid"]);
});

test("without an event id the delivery's own id tells repetitions apart", async () => {
  for (const id of ["delivery-1", "delivery-1", "delivery-2"])
    expect(await deliver("{}", { "X-Shopify-Event-Id": undefined, "X-Shopify-Webhook-Id": id })).toBe(200);
  expect(await endpoints.stored()).toHaveLength(2);
});

test("one event that is about two records is stored for each, under whatever event id it comes", async () => {
  const orders = ['{"id":820982911946154508,"name":"#1"}', '{"id":820982911946154509,"name":"#2"}'];
  for (const order of [...orders, ...orders]) expect(await deliver(order)).toBe(200);
  expect(await endpoints.stored()).toHaveLength(2);
  for (const id of [1, 2]) expect(await deliver(`{"shop_id":7,"customer":{"id":${id}}}`)).toBe(200);
  expect(await endpoints.stored()).toHaveLength(4);
});

test("an Event, whose headers have no x- and no event id, is taken in once for each record", async () => {
  const body = Buffer.from('{"id":1}');
  const headers = Object.fromEntries(
    Object.entries(headersFor(body)).map(([name, value]) => [name.replace(/^X-/, ""), value]),
  );
  delete headers["Shopify-Event-Id"];
  const send = (content: Buffer, signature = headers["Shopify-Hmac-Sha256"] ?? "") =>
    fetch(`${endpoints.url}/webhooks`, {
      method: "POST",
      body: Buffer.from(content),
      headers: { ...headers, "Shopify-Hmac-Sha256": signature },
    });
  for (let times = 0; times < 2; times += 1) expect((await send(body)).status).toBe(200);
  expect((await send(body, "forged")).status).toBe(401);
  expect(await endpoints.stored()).toMatchObject([
    { topic: "orders/create", shopDomain: "candles.myshopify.com", triggeredAt: new Date("2026-11-24T14:59:00Z") },
  ]);
});

test("while the client secret is rotated, deliveries signed with the new one or the old one are taken in", async () => {
  const signed = (secret: string) => ({
    "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update("{}").digest("base64"),
    "X-Shopify-Event-Id": secret,
  });
  expect(await deliver("{}", signed(SECRET))).toBe(200);
  expect(await deliver("{}", signed(OLD_SECRET))).toBe(200);
  expect(await deliver("{}", signed("revoked"))).toBe(401);
  expect(await endpoints.stored()).toHaveLength(2);
});

test("a forged delivery is 401, counted, and not stored", async () => {
  const forged = createHmac("sha256", "guess").update("{}").digest("base64");
  const { "webhook: wrong signature": before = 0 } = endpoints.counted();
  expect(await deliver("{}", { "X-Shopify-Hmac-Sha256": forged })).toBe(401);
  expect(await deliver("{}", { "X-Shopify-Hmac-Sha256": "not base64 at all" })).toBe(401);
  expect(await deliver("{}", { "X-Shopify-Hmac-Sha256": undefined })).toBe(401);
  expect(await endpoints.stored()).toEqual([]);
  expect(endpoints.counted()).toMatchObject({ "webhook: wrong signature": before + 2, "webhook: no signature": 1 });
});

test("a body that was changed on the way is 401", async () => {
  const response = await fetch(`${endpoints.url}/webhooks`, {
    method: "POST",
    body: '{"total":"1.00"}',
    headers: headersFor('{"total":"9.00"}'),
  });
  expect(response.status).toBe(401);
  expect(await endpoints.stored()).toEqual([]);
});

test.each(["X-Shopify-Topic", "X-Shopify-Shop-Domain"])("a signed delivery without %s is 400", async (header) => {
  expect(await deliver("{}", { [header]: undefined })).toBe(400);
  expect(await endpoints.stored()).toEqual([]);
});

test("a wholesale order of more than a megabyte is kept whole", async () => {
  const properties = Array.from({ length: 30 }, (_, field) => ({ name: `field ${field}`, value: "x".repeat(80) }));
  const lines = Array.from({ length: 400 }, (_, line) => ({
    title: `Item ${line}`,
    quantity: 1,
    price: "1.00",
    properties,
  }));
  const body = Buffer.from(JSON.stringify({ id: 1, line_items: lines }));
  expect(body.length).toBeGreaterThan(1024 ** 2);
  expect(await deliver(body)).toBe(200);
  expect(await endpoints.stored()).toMatchObject([{ state: "pending", reason: null }]);
  expect(Buffer.from((await endpoints.stored())[0]?.body ?? []).equals(body)).toBe(true);
});

test("a signed delivery that is too large is answered 200 and recorded as refused, without its body", async () => {
  const body = Buffer.alloc(9 * 1024 ** 2, "x");
  expect(await deliver(body)).toBe(200);
  expect(await endpoints.stored()).toMatchObject([{ state: "refused", reason: expect.stringContaining("too large") }]);
  expect((await endpoints.stored())[0]?.body).toHaveLength(0);
});

test("an unsigned flood beyond the hard limit is cut off before it has been read", async () => {
  const { status, wroteAll } = await flood(64 * 1024 ** 2);
  expect([413, "cut off"]).toContain(status);
  expect(wroteAll).toBe(false);
  expect(await endpoints.stored()).toEqual([]);
});

test("only POST is answered", async () => {
  const response = await fetch(`${endpoints.url}/webhooks`);
  expect(response.status).toBe(405);
  expect(response.headers.get("Allow")).toBe("POST");
});

test("while the database is away the store is told at once to send again", async () => {
  const db = connectDb("postgresql://nobody@127.0.0.1:9/none");
  const intake = createIntake({ ...endpoints.ctx, db });
  const refused = createRefusalCounter(endpoints.ctx.log);
  const visitors = createVisitors(1);
  const server = await serve(
    (request, response) => answerWebhook(request, response, { intake, refused, visitors, secret: SECRET }),
    {
      host: "127.0.0.1",
      port: 0,
    },
  );
  const startedAt = performance.now();
  const response = await fetch(`${server.url}/webhooks`, { method: "POST", body: "{}", headers: headersFor("{}") });
  expect(response.status).toBe(503);
  expect(response.headers.get("Retry-After")).toBe("10");
  expect(performance.now() - startedAt).toBeLessThan(promisedMs(1_000));
  await server.close();
  refused.close();
  await db.close();
});

/** Writes until the server has had enough. */
function flood(bytes: number): Promise<{ status: number | "cut off"; wroteAll: boolean }> {
  return new Promise((resolve) => {
    let written = 0;
    const outgoing = httpRequest(`${endpoints.url}/webhooks`, {
      method: "POST",
      headers: { ...headersFor("x"), "Content-Length": bytes },
    });
    const done = (status: number | "cut off") => {
      outgoing.destroy();
      resolve({ status, wroteAll: written >= bytes });
    };
    outgoing.on("response", (response) => done(response.statusCode ?? 0));
    outgoing.on("error", () => done("cut off"));
    const chunk = Buffer.alloc(256 * 1024, "x");
    const write = () => {
      while (written < bytes && !outgoing.destroyed) {
        written += chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once("drain", write);
      }
    };
    write();
  });
}
