import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { rateBucket } from "#platform/rate-bucket";
import { connectRedis } from "#platform/redis";
import { testRedisUrl } from "../test/setup/per-worker.ts";

const redis = connectRedis(testRedisUrl());
const bucket = rateBucket(redis, "test");
afterAll(() => redis.disconnect());

test("a bucket starts empty, so that nothing bursts after Redis was emptied", async () => {
  const { granted, waitMs } = await bucket.take({ key: "new", perSecond: 10, burst: 10 }, 5);
  expect(granted).toBe(0);
  expect(waitMs).toBe(200); // for two of them: a quarter of a second's worth
});

test("whoever is behind gets a quarter of a second's worth at a time, and waits for that", async () => {
  const spec = { key: "behind", perSecond: 100, burst: 100 };
  await bucket.settle(spec, -20);
  const { granted, waitMs } = await bucket.take(spec, 250);
  expect(granted).toBe(0);
  expect(waitMs).toBeGreaterThan(20);
  expect(waitMs).toBeLessThanOrEqual(50);
  expect((await bucket.take(spec, 3)).granted).toBe(3); // all that is wanted
  await bucket.settle(spec, -20);
  expect((await bucket.take(spec, 250)).granted).toBeGreaterThanOrEqual(25);
});

test("what two processes get together is the rate", async () => {
  const spec = { key: "shared", perSecond: 1_000, burst: 50 };
  await bucket.take(spec, 1);
  const startedAt = performance.now();
  let granted = 0;
  while (performance.now() - startedAt < 300) {
    const grants = await Promise.all([bucket.take(spec, 20), bucket.take(spec, 20)]);
    granted += grants.reduce((sum, grant) => sum + grant.granted, 0);
    await sleep(5);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(granted).toBeLessThanOrEqual(50 + seconds * 1_000 + 1);
  expect(granted).toBeGreaterThan(100);
});

test("what was used beyond the grant is worked off before anything is granted", async () => {
  const spec = { key: "debt", perSecond: 100, burst: 100 };
  await bucket.take(spec, 1);
  await bucket.settle(spec, 200);
  const { granted, waitMs } = await bucket.take(spec, 1);
  expect(granted).toBe(0);
  expect(waitMs).toBeGreaterThan(1_900);
  await bucket.settle(spec, -300);
  expect((await bucket.take(spec, 50)).granted).toBe(50);
});

test("tokens kept for others are left in the bucket", async () => {
  const spec = { key: "kept", perSecond: 1, burst: 100 };
  await bucket.settle(spec, -100);
  expect((await bucket.take(spec, 100, 30)).granted).toBe(70);
  expect((await bucket.take(spec, 100, 30)).granted).toBe(0);
  expect((await bucket.take(spec, 100)).granted).toBe(30);
});
