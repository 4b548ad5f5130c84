import { startStore } from "@cartbell/sim/shop";
import { demoShops } from "@cartbell/sim/shop/seeds";
import { RequestedTokenType } from "@shopify/shopify-api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { connectEveryShopDb } from "#platform/sql/db";
import { tokenCipher } from "#platform/token-cipher";
import { accessTokenFor, refreshingSessionStorage, refuseAccessToken, tokenKeeper } from "#shopify/access-token";
import { connectShopify } from "#shopify/api";
import { sealedSessionStorage } from "#shopify/session-storage";
import { connectSimulatedStore } from "#shopify/simulator";
import { APP_CONFIG } from "../../bin/root.ts";
import { emptyDatabase, testDatabaseUrl } from "../setup/per-worker.ts";

const credentials = { apiKey: "key", apiSecret: "secret", appUrl: "https://app.test" };
const store = await startStore({
  port: 0,
  clock: { now: () => new Date() },
  appConfig: APP_CONFIG,
  ...credentials,
  shops: demoShops,
});
const api = connectShopify(credentials);
connectSimulatedStore(store.url);

const shop = demoShops[0]?.domain ?? "";
const cipher = tokenCipher([{ id: "k", key: Buffer.alloc(32, 7) }]);
/** As two processes have them: a pool each, and nothing else in common. */
const [one, other] = [aProcess(), aProcess()];

function aProcess() {
  const db = connectEveryShopDb(testDatabaseUrl(), { connections: 4 });
  const keeper = tokenKeeper({ db, cipher, api });
  return { db, keeper, storage: sealedSessionStorage(db, cipher) };
}

afterAll(async () => {
  await Promise.all([one.db.close(), other.db.close()]);
  await store.close();
});

async function control<Result>(path: string, method = "POST"): Promise<Result> {
  const response = await fetch(`${store.url}/control/${shop}/${path}`, { method });
  return (await response.json()) as Result; // the simulator's own answer
}

const counts = () =>
  control<{ refreshes: number; repeatedRefreshes: number; exchanges: number }>("installation", "GET");

/** Installs the app again and exchanges a session token, as the merchant's first visit does. */
beforeEach(async () => {
  await emptyDatabase();
  await control("uninstall");
  await control("install");
  const { sessionToken } = await control<{ sessionToken: string }>("session-token", "GET");
  const { session } = await api.auth.tokenExchange({
    shop,
    sessionToken,
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  });
  await one.storage.storeSession(session);
});

/** An hour passes: Shopify takes the token no more, and we know that it has ended. */
async function letTokenExpire(): Promise<void> {
  await control("tokens/expire");
  await one.db.prisma.session.updateMany({ where: { shop }, data: { expires: new Date(Date.now() - 1_000) } });
}

/** Whether the Admin API would take it: the store names tokens by their ends. */
async function works(accessToken: string): Promise<boolean> {
  const { tokens } = await control<{ tokens: { accessToken: string; isAccessLive: boolean }[] }>("installation", "GET");
  return tokens.some((token) => token.isAccessLive && accessToken.endsWith(token.accessToken.slice(1)));
}

async function tokenOf({ keeper }: typeof one): Promise<string> {
  const answer = await accessTokenFor(keeper, shop);
  if (answer.kind !== "token") throw new Error(`No token: ${answer.because}`);
  return answer.accessToken;
}

test("a token that is good for longer is handed out as it is", async () => {
  const before = await counts();
  expect(await works(await tokenOf(one))).toBe(true);
  expect((await counts()).refreshes).toBe(before.refreshes);
});

test("two processes with many callers refresh an expired token once, and all get the new one", async () => {
  await letTokenExpire();
  const before = await counts();
  const callers = Array.from({ length: 12 }, (_, place) => tokenOf(place % 2 ? one : other));
  const tokens = new Set(await Promise.all(callers));
  expect(tokens.size).toBe(1);
  expect(await works([...tokens][0] ?? "")).toBe(true);
  const after = await counts();
  expect(after.refreshes - before.refreshes).toBe(1);
  expect(after.repeatedRefreshes).toBe(before.repeatedRefreshes);
});

test("the refresh token rotates: one refresh after another works", async () => {
  const seen = new Set<string>();
  for (const process of [one, other, one]) {
    await letTokenExpire();
    seen.add(await tokenOf(process));
  }
  expect(seen.size).toBe(3);
});

test("a process that died after Shopify's answer leaves a token that still works", async () => {
  await letTokenExpire();
  const lost = await one.storage.loadSession(api.session.getOfflineId(shop));
  await api.auth.refreshToken({ shop, refreshToken: lost?.refreshToken ?? "" });
  expect(await works(await tokenOf(other))).toBe(true);
});

test("a page's request refreshes by the same way instead of exchanging a token of its own", async () => {
  await letTokenExpire();
  const before = await counts();
  const storage = refreshingSessionStorage(one.storage, one.keeper);
  const [session, fromWorker] = await Promise.all([
    storage.loadSession(api.session.getOfflineId(shop)),
    tokenOf(other),
  ]);
  expect(session?.accessToken).toBe(fromWorker);
  expect(session?.isExpired()).toBe(false);
  expect((await counts()).refreshes - before.refreshes).toBe(1);
});

test("a token that the Admin API refused is replaced at the next call", async () => {
  const refused = await tokenOf(one);
  await refuseAccessToken(other.keeper, shop, refused);
  const next = await tokenOf(one);
  expect(next).not.toBe(refused);
  await refuseAccessToken(other.keeper, shop, refused); // late: it is not the stored one any more
  expect(await tokenOf(one)).toBe(next);
});

test("after an uninstallation there is no token, and the library is made to exchange a new one", async () => {
  await letTokenExpire();
  await control("uninstall");
  expect(await accessTokenFor(one.keeper, shop)).toEqual({ kind: "none", because: "refused" });
  const storage = refreshingSessionStorage(one.storage, one.keeper);
  expect(await storage.loadSession(api.session.getOfflineId(shop))).toBeUndefined();
});

test("a shop that never was here has no token", async () => {
  expect(await accessTokenFor(one.keeper, "nobody.myshopify.com")).toEqual({ kind: "none", because: "no-session" });
});

test("a token is refreshed with the old client secret while the store does not know the new one", async () => {
  await letTokenExpire();
  const rotating = connectShopify({ ...credentials, apiSecret: ["new", credentials.apiSecret] });
  const keeper = tokenKeeper({ db: one.db, cipher, api: rotating });
  expect(await accessTokenFor(keeper, shop)).toMatchObject({ kind: "token" });
  const unknown = tokenKeeper({ db: one.db, cipher, api: connectShopify({ ...credentials, apiSecret: ["a", "b"] }) });
  await letTokenExpire();
  expect(await accessTokenFor(unknown, shop)).toEqual({ kind: "none", because: "refused" });
});
