import { expect, test } from "vitest";
import { createKey, listKeys, revokeKey, rotateKey } from "#domain/api-keys/keys";
import { aShop } from "../../factories/shop.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { apiClient } from "./client.ts";
import { openApiRig } from "./rig.ts";

const { ctx, url, keyFor, aCaller } = await openApiRig();
const HOUR_MS = 3_600_000;
const by = { id: "1", name: "Robin" };
const find = { body: { phone: "+12125550123" } };

test("a key is shown once, of it only a keyed hash is kept, and its page says who made it and when it was used", async () => {
  const { shopId, secret, call } = await aCaller(["subscribers:read"]);
  const [before] = await listKeys(ctx, shopId);
  expect(before).toMatchObject({
    name: "Help center",
    scopes: ["subscribers:read"],
    createdBy: "Robin",
    lastUsedAt: null,
  });
  expect(await call("findSubscribers", find)).toMatchObject({ status: 200, body: { subscribers: [] } });
  expect(JSON.stringify(await ctx.db.prisma.apiKey.findMany({ where: { shopId } }))).not.toContain(secret.slice(4, 40));
  const used = { hint: secret.slice(-4), lastUsedAt: ctx.clock.now() };
  await expect.poll(() => listKeys(ctx, shopId)).toMatchObject([used]);
});

test.each([
  ["no key", null, "key-missing"],
  ["an empty one", "", "key-missing"],
  ["a made-up one", `cbk_${"A".repeat(43)}`, "key-wrong"],
  ["a very long one", "x".repeat(5_000), "key-wrong"],
  ["one with another last letter", "other", "key-wrong"],
])("with %s nothing is answered", async (_, given, problem) => {
  const { secret } = await aCaller();
  const key = given === "other" ? `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}` : given;
  const { status, body, headers } = await apiClient(url, key)("findSubscribers", find);
  expect({ status, type: body.type }).toEqual({ status: 401, type: `https://app.test/api/problems/${problem}` });
  expect(headers.get("WWW-Authenticate")).toContain("Bearer");
});

test("a key does what its scopes say, and names the one that is missing", async () => {
  const { call } = await aCaller(["events:write"]);
  const answer = await call("findSubscribers", find);
  expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringContaining("subscribers:read") } });
});

test("a revoked key is refused within seconds, and revoking another store's does nothing", async () => {
  const [mine, other] = [await aCaller(), await aCaller()];
  await revokeKey(ctx, mine.shopId, other.keyId);
  await revokeKey(ctx, mine.shopId, mine.keyId);
  await expect.poll(async () => (await mine.call("findSubscribers", find)).status, { timeout: 8_000 }).toBe(401);
  expect((await other.call("findSubscribers", find)).status).toBe(200);
  expect(await listKeys(ctx, mine.shopId)).toEqual([]);
});

test("after a rotation the new secret works at once and the old one for the hours that were chosen", async () => {
  const { shopId, keyId, call } = await aCaller();
  const { secret } = await rotateKey(ctx, shopId, { id: keyId, overlapHours: 24 });
  expect((await apiClient(url, secret)("findSubscribers", find)).status).toBe(200);
  expect((await call("findSubscribers", find)).status).toBe(200);
  ctx.clock.advance(24 * HOUR_MS + 1);
  await expect.poll(async () => (await call("findSubscribers", find)).status, { timeout: 8_000 }).toBe(401);
  expect((await apiClient(url, secret)("findSubscribers", find)).status).toBe(200);
  await expect(rotateKey(ctx, shopId, { id: keyId, overlapHours: 500 })).rejects.toMatchObject({
    field: "overlapHours",
  });
  const { id: otherShop } = await aShop(ctx.db);
  await expect(rotateKey(ctx, otherShop, { id: keyId, overlapHours: 0 })).rejects.toMatchObject({
    code: "api-key-not-found",
  });
});

test("a key ends with the installation that it was made in", async () => {
  const { shopId, call } = await aCaller();
  await ctx.db.prisma.shop.update({ where: { id: shopId }, data: { uninstalledAt: ctx.clock.now() } });
  expect((await call("findSubscribers", find)).status).toBe(401);
  ctx.clock.advance(HOUR_MS);
  const again = { uninstalledAt: null, installedAt: ctx.clock.now() };
  await ctx.db.prisma.shop.update({ where: { id: shopId }, data: again });
  expect((await call("findSubscribers", find)).status).toBe(401);
});

test("a person of another store is not found, whatever names them", async () => {
  const { call } = await aCaller();
  const stranger = await aSubscriber(ctx.db, { email: "ada@x.test", customerId: "7" });
  expect((await call("getSubscriber", { path: { subscriberId: stranger.id } })).status).toBe(404);
  for (const body of [{ phone: stranger.phone }, { email: "ada@x.test" }, { customerId: "7" }])
    expect(await call("findSubscribers", { body })).toMatchObject({ status: 200, body: { subscribers: [] } });
});

test("a key needs a name and a scope, and a store has up to twenty", async () => {
  const { id: shopId } = await aShop(ctx.db);
  await expect(createKey(ctx, shopId, { name: " ", scopes: ["everything"], by })).rejects.toMatchObject({
    all: [{ field: "name" }, { field: "scopes" }],
  });
  for (let made = 0; made < 20; made += 1) await keyFor(shopId);
  await expect(keyFor(shopId)).rejects.toMatchObject({ code: "api-key-too-many" });
});
