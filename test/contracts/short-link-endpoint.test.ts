import { beforeEach, expect, test } from "vitest";
import { newCode } from "#domain/links/code";
import { createShortLinks } from "#domain/links/create";
import { newId } from "#platform/ids";
import { openEndpoints } from "./endpoint-server.ts";

const endpoints = await openEndpoints();
const shopId = newId();
const code = newCode();
const userAgent =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";

beforeEach(() =>
  createShortLinks(
    endpoints.ctx.db,
    [
      {
        code,
        shopId,
        month: "2026-11-01",
        messageId: newId(),
        subscriberId: newId(),
        targetUrl: "https://candles.myshopify.com/cart/c/abc?key=1",
      },
    ],
    endpoints.ctx.clock.now(),
  ),
);

function follow(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${endpoints.url}${path}`, { redirect: "manual", headers: { "User-Agent": userAgent }, ...init });
}

/** The click is taken in behind the answer. */
async function clicks(atLeast: number): Promise<unknown[]> {
  return expect
    .poll(async () => (await endpoints.stored()).length)
    .toBe(atLeast)
    .then(async () => {
      const rows = await endpoints.stored();
      return rows.map(({ body }) => JSON.parse(Buffer.from(body).toString()));
    });
}

test("a tap leads to the cart with the link's code, and is told to intake with what is known of the visit", async () => {
  const response = await follow(`/l/${code}`);
  expect(response.status).toBe(302);
  const target = new URL(response.headers.get("Location") ?? "");
  expect(target.origin + target.pathname).toBe("https://candles.myshopify.com/cart/c/abc");
  expect([...target.searchParams.values()]).toContain(code);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  expect(await clicks(1)).toEqual([{ code, method: "GET", userAgent, purpose: null }]);
  expect(await endpoints.stored()).toMatchObject([{ kind: "click", source: "links", shopId, state: "pending" }]);
});

test("two taps are two clicks, and a browser's guess says so", async () => {
  await follow(`/l/${code}`);
  await follow(`/l/${code}`, { headers: { "User-Agent": userAgent, "Sec-Purpose": "prefetch" } });
  expect(await clicks(2)).toContainEqual({ code, method: "GET", userAgent, purpose: "prefetch" });
});

test("HEAD is led on and leaves no trace", async () => {
  const response = await follow(`/l/${code}`, { method: "HEAD" });
  expect(response.status).toBe(302);
  await follow(`/l/${code}`);
  expect(await clicks(1)).toMatchObject([{ method: "GET" }]);
});

test.each(["/l/Abcdefghij", "/l/", "/l/..%2f", "/l/x'--"])("%s leads nowhere, in words", async (path) => {
  const response = await follow(path);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("This link doesn’t work");
  expect(await endpoints.stored()).toEqual([]);
});

test("a link takes no POST", async () => {
  expect((await follow(`/l/${code}`, { method: "POST", body: "x" })).status).toBe(405);
});

test("three thousand visits of one link are all led on, and a handful are written down", async () => {
  const statuses = new Set<number>();
  for (let at = 0; at < 3_000; at += 100) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => follow(`/l/${code}`)));
    for (const { status } of answers) statuses.add(status);
  }
  expect([...statuses]).toEqual([302]);
  expect((await endpoints.stored()).length).toBeLessThanOrEqual(10);
});
