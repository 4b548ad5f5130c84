import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test, vi } from "vitest";
import { testRedisUrl } from "../../test/setup/per-worker.ts";
import { rateBucket } from "./rate-bucket.ts";
import { connectRedis } from "./redis.ts";

const redis = connectRedis(testRedisUrl());
const bucket = rateBucket(redis, "test");
afterAll(() => redis.disconnect());

test("a bucket starts empty, so that nothing bursts after Redis was emptied", async () => {
  const { granted, waitMs } = await bucket.take({ key: "new", perSecond: 10, burst: 10 }, { want: 5 });
  expect(granted).toBe(0);
  expect(waitMs).toBe(200); // for two of them: a quarter of a second's worth
});

test("a caller that is behind gets a quarter of a second's worth at a time, and waits for that", async () => {
  const spec = { key: "behind", perSecond: 100, burst: 100 };
  await bucket.adjust(spec, -20);
  const { granted, waitMs } = await bucket.take(spec, { want: 250 });
  expect(granted).toBe(0);
  expect(waitMs).toBeGreaterThan(20);
  expect(waitMs).toBeLessThanOrEqual(50);
  expect((await bucket.take(spec, { want: 3 })).granted).toBe(3); // all that is wanted
  await bucket.adjust(spec, -20);
  expect((await bucket.take(spec, { want: 250 })).granted).toBeGreaterThanOrEqual(25);
});

test("what two processes get together is the rate", async () => {
  const spec = { key: "shared", perSecond: 1_000, burst: 50 };
  await bucket.take(spec, { want: 1 });
  const startedAt = performance.now();
  let granted = 0;
  while (performance.now() - startedAt < 300) {
    const grants = await Promise.all([bucket.take(spec, { want: 20 }), bucket.take(spec, { want: 20 })]);
    granted += grants.reduce((sum, grant) => sum + grant.granted, 0);
    await sleep(5);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(granted).toBeLessThanOrEqual(50 + seconds * 1_000 + 1);
  expect(granted).toBeGreaterThan(100);
});

test("a process whose clock was an hour ahead for a moment leaves no one waiting for that hour", async () => {
  const spec = { key: "ahead", perSecond: 1_000, burst: 1_000 };
  const ahead = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 3_600_000);
  await bucket.take(spec, { want: 1 });
  ahead.mockRestore();
  await sleep(100);
  expect((await bucket.take(spec, { want: 50 })).granted).toBe(50);
});

test("what was used beyond the grant is worked off before anything is granted", async () => {
  const spec = { key: "debt", perSecond: 100, burst: 100 };
  await bucket.take(spec, { want: 1 });
  await bucket.adjust(spec, 200);
  const { granted, waitMs } = await bucket.take(spec, { want: 1 });
  expect(granted).toBe(0);
  expect(waitMs).toBeGreaterThan(1_900);
  await bucket.adjust(spec, -300);
  expect((await bucket.take(spec, { want: 50 })).granted).toBe(50);
});

test("tokens kept for others are left in the bucket", async () => {
  const spec = { key: "kept", perSecond: 1, burst: 100 };
  await bucket.adjust(spec, -100);
  expect((await bucket.take(spec, { want: 100, keep: 30 })).granted).toBe(70);
  expect((await bucket.take(spec, { want: 100, keep: 30 })).granted).toBe(0);
  expect((await bucket.take(spec, { want: 100 })).granted).toBe(30);
});

test("what is of use at once is granted at once, though a handful would be more", async () => {
  const spec = { key: "few", perSecond: 100, burst: 100 };
  await bucket.adjust(spec, -10);
  expect((await bucket.take(spec, { want: 250, ofUse: 1 })).granted).toBeGreaterThanOrEqual(10);
});

test("who is in line goes before lower ranks, which get their floor; who asks oftener gains nothing", async () => {
  const spec = { key: "ranks", perSecond: 1_000, burst: 1_000 };
  await bucket.take(spec, { want: 250, rank: 1 });
  const got = { urgent: 0, low: 0 };
  const startedAt = performance.now();
  while (performance.now() - startedAt < 1_300) {
    if (Math.random() < 0.2) got.urgent += (await bucket.take(spec, { want: 250, rank: 1 })).granted;
    got.low += (await bucket.take(spec, { want: 250, keep: 20, rank: 2 })).granted;
    await sleep(4);
  }
  expect(got.urgent).toBeGreaterThan(800);
  expect(got.low).toBeGreaterThan(0);
  expect(got.low / (got.low + got.urgent)).toBeLessThan(0.15);
});

test("a higher rank that is in line and does not come leaves the bucket to others", async () => {
  const spec = { key: "gone", perSecond: 100, burst: 100 };
  await bucket.take(spec, { want: 50, rank: 0 });
  await bucket.adjust(spec, -100);
  expect((await bucket.take(spec, { want: 250, keep: 10, rank: 2 })).granted).toBe(40);
});

test("when no one is in line any more a lower rank has it all again", async () => {
  const spec = { key: "alone", perSecond: 100, burst: 100 };
  await bucket.adjust(spec, -50);
  expect((await bucket.take(spec, { want: 60, rank: 0 })).granted).toBe(50);
  expect((await bucket.take(spec, { want: 20, rank: 3 })).granted).toBe(0);
  await bucket.adjust(spec, -50);
  expect((await bucket.take(spec, { want: 20, rank: 3 })).granted).toBeLessThanOrEqual(5);
  expect((await bucket.take(spec, { want: 30, rank: 0 })).granted).toBe(30);
  expect((await bucket.take(spec, { want: 10, rank: 3 })).granted).toBe(10);
});
