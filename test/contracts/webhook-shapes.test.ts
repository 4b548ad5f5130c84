import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { openEndpoints, SECRET } from "./endpoint-server.ts";

// Signed with the app's secret, and still no webhook.

const endpoints = await openEndpoints();

async function deliver(body: string, signature: string, given: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${endpoints.url}/webhooks`, {
    method: "POST",
    body,
    headers: {
      "X-Shopify-Hmac-Sha256": signature,
      "X-Shopify-Topic": "orders/create",
      "X-Shopify-Shop-Domain": "candles.myshopify.com",
      "X-Shopify-Event-Id": "event-1",
      ...given,
    },
  });
  return response.status;
}
const sign = (body: string) => createHmac("sha256", SECRET).update(body).digest("base64");

test("a session token, whose signature is an HMAC under the same secret, is refused", async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ dest: "https://candles.myshopify.com", exp: 1 })}`;
  const signature = createHmac("sha256", SECRET).update(signed).digest("base64");
  expect(await deliver(signed, signature)).toBe(400);
  expect(await endpoints.stored()).toEqual([]);
});

test.each([
  "",
  "[]",
  "null",
  "true",
  "1",
  '"{}"',
  "{",
  "{}{}",
  "logged_in_customer_id=path_prefix=/apps/cartbellshop=candles.myshopify.com",
  "[".repeat(100_000),
  `${'{"a":'.repeat(200_000)}`,
])("a signed body that is no JSON object is refused (%#)", async (body) => {
  expect(await deliver(body, sign(body))).toBe(400);
  expect(await endpoints.stored()).toEqual([]);
});

test.each([
  "+275760-09-13T00:00:00.000Z",
  "-271821-04-20T00:00:00.000Z",
  "+010000-01-01T00:00:00.000Z",
  "0000-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
  "yesterday",
])("a delivery of the time %s is taken in without it", async (time) => {
  expect(await deliver("{}", sign("{}"), { "X-Shopify-Triggered-At": time })).toBe(200);
  expect(await endpoints.stored()).toMatchObject([{ triggeredAt: null }]);
});
