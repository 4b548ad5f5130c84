import { createHmac } from "node:crypto";
import { startStore } from "@cartbell/sim/shop";
import { demoShops } from "@cartbell/sim/shop/seeds";
import { afterAll, beforeEach, expect, test } from "vitest";
import { merchant } from "#app/authenticate";
import { createLiveStreams } from "#app/inbox/live/live-streams";
import type { RequestContext } from "#app/load-context";
import { createTurns } from "#app/request-limits";
import { createShopifyServer } from "#app/shopify.server";
import { installShop } from "#domain/installations/install";
import { uninstallShop } from "#domain/installations/uninstall";
import { openOperations } from "#operations/context";
import { tokenCipher } from "#platform/token-cipher";
import { refreshingSessionStorage, tokenKeeper } from "#shopify/access-token";
import { connectShopify } from "#shopify/api";
import type { ClientSecret } from "#shopify/client-secret";
import { sealedSessionStorage } from "#shopify/session-storage";
import { connectSimulatedStore } from "#shopify/simulator";
import { APP_CONFIG } from "../../bin/root.ts";
import { aContext } from "../factories/context.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const APP = "https://app.test";
const credentials = { apiKey: "key", apiSecret: "secret", appUrl: APP };
const BROWSER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";
const [shop = "", other = ""] = demoShops.map(({ domain }) => domain);

const ctx = aContext();
const store = await startStore({
  port: 0,
  clock: { now: () => new Date() },
  appConfig: APP_CONFIG,
  ...credentials,
  shops: demoShops,
});
afterAll(store.close);
const shared = openShared();
/** While the client secret is rotated, with the new one first. */
const rotating = openShared(["new-secret", credentials.apiSecret]);

/** What app/start-web.ts hands to pages, without a server around it. */
function openShared(apiSecret: ClientSecret = credentials.apiSecret): RequestContext {
  const cipher = tokenCipher([{ id: "k", key: Buffer.alloc(32, 7) }]);
  const keeper = tokenKeeper({ db: ctx.db, cipher, api: connectShopify({ ...credentials, apiSecret }) });
  const shopify = createShopifyServer({
    ...credentials,
    apiSecret,
    log: ctx.log,
    sessionStorage: refreshingSessionStorage(sealedSessionStorage(ctx.db, cipher), keeper),
    onInstalled: async (session) => void (await installShop(ctx, session.shop)),
  });
  const simulator = connectSimulatedStore(store.url);
  const own = {
    ...{ turns: createTurns(10), streams: createLiveStreams(), operations: openOperations(cipher) },
    askPerson: async () => null,
    ...{ shopId: null, network: "203.0.113.7", refusal: null, onAnswered: () => {} },
  };
  return { cartbell: ctx, shopify, apiKey: credentials.apiKey, providers: {}, simulator, ...own };
}

interface Launch {
  sessionToken: string;
  parameters: Record<string, string>;
}

async function control<Answer>(path: string, method = "POST", of = shop): Promise<Answer> {
  const response = await fetch(`${store.url}/control/${of}/${path}`, { method });
  return (await response.json()) as Answer; // the simulator's own answer
}

const launch = (of = shop) => control<Launch>("session-token", "GET", of);
const exchanges = async () => (await control<{ exchanges: number }>("installation", "GET")).exchanges;

beforeEach(async () => {
  await emptyDatabase();
  for (const domain of [shop, other]) {
    await control("uninstall", "POST", domain);
    await control("install", "POST", domain);
  }
});

/** A page as the admin frames it. */
function page(parameters: Record<string, string>, path = "/campaigns"): Request {
  return new Request(`${APP}${path}?${new URLSearchParams(parameters)}`, { headers: { "User-Agent": BROWSER } });
}

/** What the client asks for later, as Remix hands it on: App Bridge puts the session token into the header. */
function data(sessionToken: string, query = ""): Request {
  return new Request(`${APP}/campaigns${query}`, {
    headers: { "User-Agent": BROWSER, Authorization: `Bearer ${sessionToken}` },
  });
}

/** What is thrown in the place of a merchant. */
async function thrownBy(request: Request, context = shared): Promise<Response> {
  try {
    await merchant(request, { ...context });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error("A merchant was found.");
}

test("the first visit exchanges a token once, however many loaders ask, and installs the shop", async () => {
  const before = await exchanges();
  const context = { ...shared };
  const request = page((await launch()).parameters);
  const [one, same] = await Promise.all([merchant(request, context), merchant(request, context)]);
  expect(one.shopId).toBe(same.shopId);
  expect(one.shop.domain).toBe(shop);
  expect((await exchanges()) - before).toBe(1);
  expect(await ctx.db.prisma.shop.findMany()).toMatchObject([{ domain: shop, uninstalledAt: null }]);
});

test("later requests need no exchange", async () => {
  await merchant(page((await launch()).parameters), { ...shared });
  const before = await exchanges();
  await merchant(data((await launch()).sessionToken), { ...shared });
  expect(await exchanges()).toBe(before);
});

test("a deep link that comes without a session token goes by the bounce page and back to itself", async () => {
  const { id_token: _, ...parameters } = (await launch()).parameters;
  const response = await thrownBy(page(parameters, "/flows"));
  expect(response.status).toBe(302);
  const bounce = new URL(response.headers.get("Location") ?? "", APP);
  expect(bounce.pathname).toBe("/auth/session-token");
  expect(bounce.searchParams.get("shopify-reload")).toMatch(`${APP}/flows?`);

  const shown = await thrownBy(new Request(bounce, { headers: { "User-Agent": BROWSER } }));
  expect(await shown.text()).toContain(`${store.url}/app-bridge.js`);
  expect(shown.headers.get("Content-Security-Policy")).toContain(`frame-ancestors ${store.url}`);
});

test("a page that is opened outside of the admin is led into it", async () => {
  const { embedded: _, ...parameters } = (await launch()).parameters;
  const response = await thrownBy(page(parameters));
  expect(response.status).toBe(302);
  expect(response.headers.get("Location")).toMatch(`${store.url}/store/${shop.replace(".myshopify.com", "")}/apps/`);
});

test("a session token that has expired is asked for again", async () => {
  const response = await thrownBy(data(tokenSigned("secret", -120)));
  expect(response.status).toBe(401);
  expect(response.headers.get("X-Shopify-Retry-Invalid-Session-Request")).toBe("1");
});

test("a session token that we did not sign is worth nothing", async () => {
  expect((await thrownBy(data(tokenSigned("guess", 60)))).status).toBe(401);
  expect(await ctx.db.prisma.session.count()).toBe(0);
});

test("while the client secret is rotated, session tokens signed with either are good, and no others", async () => {
  const found = await merchant(page((await launch()).parameters), { ...rotating });
  expect(found.shop.domain).toBe(shop);
  const later = await merchant(data(tokenSigned("new-secret", 60)), { ...rotating });
  expect(later.shopId).toBe(found.shopId);
  expect((await thrownBy(data(tokenSigned("guess", 60)), rotating)).status).toBe(401);
});

test("bots are told that there is nothing here", async () => {
  const request = page((await launch()).parameters);
  request.headers.set("User-Agent", "Googlebot/2.1 (+http://www.google.com/bot.html)");
  expect((await thrownBy(request)).status).toBe(410);
});

test("the shop is the session token's, whatever the address says", async () => {
  await merchant(page((await launch(other)).parameters), { ...shared });
  const found = await merchant(data((await launch()).sessionToken, `?shop=${other}`), { ...shared });
  expect(found.shop.domain).toBe(shop);
});

test("a shop that comes back after an uninstallation gets a new token and is installed again", async () => {
  const { shopId } = await merchant(page((await launch()).parameters), { ...shared });
  await control("uninstall");
  await ctx.db.transaction((tx) => uninstallShop(tx, ctx, { shopId, eventAt: ctx.clock.now() }));
  await control("install");
  ctx.clock.advance(60_000);

  const before = await exchanges();
  const back = await merchant(page((await launch()).parameters), { ...shared });
  expect(back.shopId).toBe(shopId);
  expect(back.shop.uninstalledAt).toBeNull();
  expect(back.shop.installedAt).toEqual(ctx.clock.now());
  expect((await exchanges()) - before).toBe(1);
});

test("a session token of an uninstalled shop opens nothing", async () => {
  const { shopId } = await merchant(page((await launch()).parameters), { ...shared });
  const { sessionToken } = await launch();
  await control("uninstall");
  await ctx.db.transaction((tx) => uninstallShop(tx, ctx, { shopId, eventAt: ctx.clock.now() }));
  expect((await thrownBy(data(sessionToken))).status).toBe(500);
  expect((await ctx.db.prisma.shop.findUniqueOrThrow({ where: { id: shopId } })).uninstalledAt).not.toBeNull();
});

/** https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens */
function tokenSigned(secret: string, expiresInSeconds: number): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: credentials.apiKey,
    sub: "42",
    exp: now + expiresInSeconds,
    nbf: now - 300,
    iat: now - 300,
    jti: "1",
    sid: "1",
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
