import { randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { beforeEach, expect, test } from "vitest";
import { tokenCipher } from "#platform/token-cipher";
import { aContext } from "../test/factories/context.ts";
import { emptyDatabase } from "../test/setup/per-worker.ts";
import { sealedSessionStorage } from "./session-storage.ts";

const ctx = aContext();
const { prisma } = ctx.db;
beforeEach(emptyDatabase);

const shop = "candles.myshopify.com";
const old = { id: "old", key: randomBytes(32) };
const young = { id: "young", key: randomBytes(32) };

function aSession(given: Partial<Session> = {}): Session {
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: "",
    isOnline: false,
    scope: "read_orders",
    accessToken: "shpat_secret",
    refreshToken: "shprt_secret",
    expires: new Date("2026-11-24T16:00:00Z"),
    ...given,
  });
}

test("tokens lie encrypted in the table and come back as they were", async () => {
  const storage = sealedSessionStorage(ctx.db, tokenCipher([young]));
  await storage.storeSession(aSession());
  const row = await prisma.session.findUniqueOrThrow({ where: { id: `offline_${shop}` } });
  expect(JSON.stringify(row)).not.toMatch(/secret/);
  const session = await storage.loadSession(`offline_${shop}`);
  expect(session).toMatchObject({ accessToken: "shpat_secret", refreshToken: "shprt_secret", scope: "read_orders" });
  expect(session?.expires).toEqual(new Date("2026-11-24T16:00:00Z"));
});

test("storing what the library invalidated keeps the refresh token and no access token", async () => {
  const storage = sealedSessionStorage(ctx.db, tokenCipher([young]));
  const session = aSession();
  delete session.accessToken;
  await storage.storeSession(session);
  const loaded = await storage.loadSession(session.id);
  expect(loaded?.accessToken).toBeUndefined();
  expect(loaded?.refreshToken).toBe("shprt_secret");
});

test("after a rotation an old session opens, and is sealed with the new key when it is stored again", async () => {
  await sealedSessionStorage(ctx.db, tokenCipher([old])).storeSession(aSession());
  const rotated = sealedSessionStorage(ctx.db, tokenCipher([young, old]));
  const session = await rotated.loadSession(`offline_${shop}`);
  expect(session?.accessToken).toBe("shpat_secret");
  await rotated.storeSession(aSession());
  const row = await prisma.session.findUniqueOrThrow({ where: { id: `offline_${shop}` } });
  expect([row.accessToken, row.refreshToken]).toEqual([
    expect.stringMatching(/^young\./),
    expect.stringMatching(/^young\./),
  ]);
});

test("a session whose key was taken away is as good as none", async () => {
  await sealedSessionStorage(ctx.db, tokenCipher([old])).storeSession(aSession());
  const storage = sealedSessionStorage(ctx.db, tokenCipher([young]));
  expect(await storage.loadSession(`offline_${shop}`)).toBeUndefined();
  expect(await storage.findSessionsByShop(shop)).toEqual([]);
});

test("a token copied into another shop's session does not open there", async () => {
  const storage = sealedSessionStorage(ctx.db, tokenCipher([young]));
  await storage.storeSession(aSession());
  const { accessToken } = await prisma.session.findUniqueOrThrow({ where: { id: `offline_${shop}` } });
  const other = "offline_tea.myshopify.com";
  await storage.storeSession(aSession({ id: other, shop: "tea.myshopify.com" }));
  await prisma.session.update({ where: { id: other }, data: { accessToken } });
  await expect(storage.loadSession(other)).rejects.toThrow();
});
