import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { afterEach, expect, test } from "vitest";
import { adminClient } from "./admin-client.ts";
import { fetchShopDetails } from "./shop-details.ts";

type Scripted = { status?: number; headers?: Record<string, string>; body: object | string };

const DETAILS = {
  data: {
    shop: {
      id: "gid://shopify/Shop/548380009",
      name: "Fernhill Supply",
      currencyCode: "USD",
      ianaTimezone: "America/New_York",
      contactEmail: null,
      plan: { publicDisplayName: "Basic" },
      shopAddress: { countryCodeV2: "US" },
    },
  },
};
const throttled = (currentlyAvailable: number) => ({
  errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
  extensions: {
    cost: { requestedQueryCost: 52, throttleStatus: { maximumAvailable: 2_000, currentlyAvailable, restoreRate: 100 } },
  },
});

let server: Server | undefined;
afterEach(() => void server?.close());

/** A store that gives these answers in turn, over HTTP; tells what it was asked. */
async function aStore(answers: Scripted[]) {
  const asked: { token: string | undefined; path: string | undefined }[] = [];
  server = createServer((request, response) => {
    asked.push({ token: request.headers["x-shopify-access-token"] as string | undefined, path: request.url });
    const { status = 200, headers = {}, body } = answers[asked.length - 1] ?? { body: DETAILS };
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  setAbstractFetchFunc((input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(String(input));
    return fetch(`http://127.0.0.1:${port}${pathname}`, init);
  });
  return asked;
}

function aClient() {
  const waits: number[] = [];
  const refused: string[] = [];
  const client = adminClient({
    accessToken: async () => `token-${refused.length}`,
    refuse: async (_shop, token) => void refused.push(token),
    wait: async (ms) => void waits.push(ms),
  });
  return { client, waits, refused };
}

const ask = ({ client }: ReturnType<typeof aClient>) => fetchShopDetails(client, "fernhill.myshopify.com");

test("a shop's details are fetched with its own token", async () => {
  const asked = await aStore([{ body: DETAILS }]);
  expect(await ask(aClient())).toEqual({
    kind: "data",
    data: {
      storeNumber: "548380009",
      name: "Fernhill Supply",
      currency: "USD",
      country: "US",
      timeZone: "America/New_York",
      email: null,
      plan: "Basic",
    },
  });
  expect(asked).toEqual([{ token: "token-0", path: "/admin/api/2026-10/graphql.json" }]);
});

test("a throttled question waits just as long as the store needs to restore its cost", async () => {
  await aStore([{ body: throttled(2) }, { status: 429, headers: { "Retry-After": "3" }, body: "" }, { body: DETAILS }]);
  const mine = aClient();
  expect((await ask(mine)).kind).toBe("data");
  expect(mine.waits).toEqual([500, 3_000]);
});

test("a store that throttles for ever is unavailable", async () => {
  await aStore(Array.from({ length: 10 }, () => ({ body: throttled(0) })));
  expect(await ask(aClient())).toEqual({ kind: "unavailable", detail: "The store kept throttling." });
});

test("a token that the store no longer takes is replaced", async () => {
  const asked = await aStore([
    { status: 401, body: { errors: "[API] Invalid API key or access token" } },
    { body: DETAILS },
  ]);
  const mine = aClient();
  expect((await ask(mine)).kind).toBe("data");
  expect(asked.map(({ token }) => token)).toEqual(["token-0", "token-1"]);
});

test("a shop without a token is not asked", async () => {
  const asked = await aStore([]);
  const client = adminClient({ accessToken: async () => null });
  expect(await fetchShopDetails(client, "fernhill.myshopify.com")).toEqual({ kind: "no-token" });
  expect(asked).toEqual([]);
});

test("a refusal is told apart from a bad moment", async () => {
  await aStore([{ body: { errors: [{ message: "Access denied", extensions: { code: "ACCESS_DENIED" } }] } }]);
  expect(await ask(aClient())).toEqual({ kind: "refused", detail: "Access denied" });
  server?.close();
  await aStore([{ status: 503, body: "" }]);
  expect((await ask(aClient())).kind).toBe("unavailable");
  server?.close();
  await aStore([{ body: "<html>" }]);
  expect((await ask(aClient())).kind).toBe("unavailable");
  server?.close();
  await aStore([{ body: { data: { shop: null } } }]);
  expect((await ask(aClient())).kind).toBe("refused");
});

test("a token that cannot be refreshed because the store is out of reach is an answer, and nothing is asked", async () => {
  const asked = await aStore([]);
  const client = adminClient({ accessToken: () => Promise.reject(new Error("connect ECONNREFUSED")) });
  expect(await fetchShopDetails(client, "fernhill.myshopify.com")).toEqual({
    kind: "unavailable",
    detail: expect.stringContaining("connect ECONNREFUSED"),
  });
  expect(asked).toEqual([]);
});

test("a database that is away is no word of the store's, and is thrown", async () => {
  await aStore([]);
  const gone = Object.assign(new Error("terminating connection"), { code: "57P01" });
  const client = adminClient({ accessToken: () => Promise.reject(gone) });
  await expect(fetchShopDetails(client, "fernhill.myshopify.com")).rejects.toBe(gone);
});
