import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createVisitors } from "#platform/http/visitors";
import { openEndpoints, SECRET } from "./endpoint-server.ts";

// A flood of what is refused, from the address of a store and a provider: these do not wait with it.

const ROOM = { bytesPerAddress: 1_000_000, bytesInAll: 1_000_000, bodiesPerAddress: 100, bodiesInAll: 100 };
const SLOWLY = {
  ...{ mostAtOnce: 20, windowMs: 600_000, mostHeldPerVisitor: 5, mostHeldInAll: 100 },
  // Longer than any test: nothing that is held is answered meanwhile.
  holdMs: 600_000,
};
const FLOOD = 40;
const endpoints = await openEndpoints({}, createVisitors(1, ROOM, SLOWLY));

/** The status of the answer; "cut off" without one. */
type Sent = number | "cut off";

async function send(address: string, path: string, init: RequestInit): Promise<Sent> {
  const headers = { ...init.headers, "X-Forwarded-For": address, "X-Shopify-Topic": "orders/create" };
  return fetch(`${endpoints.url}${path}`, { method: "POST", body: "{}", ...init, headers }).then(
    ({ status }) => status,
    () => "cut off",
  );
}

function genuine(address: string, id: number): Promise<Sent> {
  const body = JSON.stringify({ id });
  const headers = {
    "X-Shopify-Hmac-Sha256": createHmac("sha256", SECRET).update(body).digest("base64"),
    "X-Shopify-Shop-Domain": "candles.myshopify.com",
    "X-Shopify-Event-Id": `event-${id}`,
  };
  return send(address, "/webhooks", { body, headers });
}

test("beyond what is held, the answer ends its connection", async () => {
  const leaving = new AbortController();
  const headers = { "X-Shopify-Hmac-Sha256": Buffer.alloc(32).toString("base64"), "X-Forwarded-For": "203.0.113.50" };
  const ends: boolean[] = [];
  const flood = Array.from({ length: FLOOD }, () =>
    fetch(`${endpoints.url}/webhooks`, { method: "POST", body: "{}", headers, signal: leaving.signal }).then(
      (response) => ends.push(response.headers.get("Connection") === "close"),
      () => {},
    ),
  );
  await expect.poll(() => ends.length).toBe(FLOOD - SLOWLY.mostHeldPerVisitor);
  expect(ends.filter(Boolean)).toHaveLength(FLOOD - SLOWLY.mostHeldPerVisitor - SLOWLY.mostAtOnce);
  leaving.abort();
  await Promise.all(flood);
});

test.each([
  ["forged webhooks", 1, 401, "/webhooks", { "X-Shopify-Hmac-Sha256": Buffer.alloc(32).toString("base64") }],
  ["unsigned webhooks", 2, 401, "/webhooks", {}],
  ["unsigned sign-ups", 3, 401, "/proxy/sign-up?shop=candles.myshopify.com", {}],
  ["callbacks for an unknown provider", 4, 404, "/callbacks/nobody/inbound", {}],
])(
  "%s wait for their answers, and a genuine webhook from the same address does not",
  async (_, n, status, path, headers) => {
    const address = `203.0.113.${n}`;
    const leaving = new AbortController();
    const answers: Sent[] = [];
    const flood = Array.from({ length: FLOOD }, async () => {
      const answer = await send(address, path, { headers, signal: leaving.signal });
      if (!leaving.signal.aborted) answers.push(answer);
    });
    // All but those that are held.
    await expect.poll(() => answers.length).toBe(FLOOD - SLOWLY.mostHeldPerVisitor);
    // Beyond what is held no one is cut off without an answer: a proxy would take us for down.
    expect(new Set(answers)).toEqual(new Set([status]));
    for (const id of [1, 2, 3]) expect(await genuine(address, id)).toBe(200);
    expect(await send("203.0.113.99", path, { headers })).toBe(status);
    expect(answers).toHaveLength(FLOOD - SLOWLY.mostHeldPerVisitor);
    leaving.abort();
    await Promise.all(flood);
  },
);
