import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkingKey } from "#domain/api-keys/find-keys";
import { newId } from "#platform/ids";
import { connectRedis } from "#platform/redis/redis";
import { testRedisUrl } from "../../test/setup/per-worker.ts";
import { apiLimits } from "./limits.ts";

const redis = connectRedis(testRedisUrl());
beforeAll(() => redis.ping());
afterAll(() => redis.disconnect());

const aKey = (): WorkingKey => ({
  ...{ shopId: newId(), id: newId(), name: "Program", scopes: new Set() },
  lastUsedAt: null,
});

/** Processes that share a Redis, and an operator's rate that all of them read. */
function processes(count: number, rate: { perSecond: number }, nowMs?: () => number) {
  const flags = { limit: async () => rate.perSecond, close() {} };
  return Array.from({ length: count }, () => apiLimits({ flags }, redis, "test", nowMs));
}

test("several processes together admit what one would, however they take ahead", async () => {
  const [one, two, three] = processes(3, { perSecond: 50 });
  if (!one || !two || !three) throw new Error("no processes");
  const key = aKey();
  const began = performance.now();
  let admitted = 0;
  for (let turn = 0; turn < 150; turn += 1)
    for (const limits of [one, two, three]) if ((await limits.admit(key, 1)).isAdmitted) admitted += 1;
  const seconds = (performance.now() - began) / 1_000;
  // A key has 25 a second of the shop's 50, and five seconds of it saved up.
  expect(admitted).toBeLessThanOrEqual(125 + Math.ceil(25 * seconds));
  expect(admitted).toBeGreaterThanOrEqual(120);
});

test("what is held is told as left, and each request uses up one", async () => {
  const [limits] = processes(1, { perSecond: 50 });
  const key = aKey();
  const left: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const admission = await limits?.admit(key, 1);
    left.push(Number(/;r=(\d+);/.exec(admission?.headers.RateLimit ?? "")?.[1]));
  }
  expect(left).toEqual([124, 123, 122]);
});

test("another rate counts within a second, whatever was taken at the one before", async () => {
  let now = 0;
  const rate = { perSecond: 5_000 };
  const [limits] = processes(1, rate, () => now);
  const key = aKey();
  const ask = async () => await limits?.admit(key, 1);
  expect((await ask())?.headers["RateLimit-Policy"]).toBe('"key";q=12500;w=5');
  rate.perSecond = 10;
  expect((await ask())?.headers["RateLimit-Policy"]).toBe('"key";q=12500;w=5');
  now += 1_000;
  expect((await ask())?.headers["RateLimit-Policy"]).toBe('"key";q=25;w=5');
});
