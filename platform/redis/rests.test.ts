import { afterAll, afterEach, expect, test, vi } from "vitest";
import { testRedisUrl } from "../../test/setup/per-worker.ts";
import { connectRedis } from "./redis.ts";
import { rests } from "./rests.ts";

const redis = connectRedis(testRedisUrl());
afterAll(() => redis.disconnect());
afterEach(() => vi.restoreAllMocks());

test("who rests is known to everyone until its time has come", async () => {
  const ours = rests(redis, "test");
  const theirs = rests(redis, "test");
  await ours.rest("a", 60_000);
  await ours.rest("b", 30);
  expect(await theirs.resting()).toEqual(new Set(["a", "b"]));
  await expect.poll(() => theirs.resting()).toEqual(new Set(["a"]));
  await theirs.rest("a", 0);
  await expect.poll(() => ours.resting()).toEqual(new Set());
});

test.each([
  ["fast", 3_600_000],
  ["slow", -3_600_000],
])("a process whose clock is %s changes no rest of the others", async (kind, skewMs) => {
  const ours = rests(redis, kind);
  await ours.rest("a", 60_000);
  const realNow = Date.now;
  vi.spyOn(Date, "now").mockImplementation(() => realNow() + skewMs);
  const theirs = rests(redis, kind);
  expect(await theirs.resting()).toEqual(new Set(["a"]));
  await theirs.rest("b", 60_000);
  await theirs.rest("c", 1);
  vi.restoreAllMocks();
  await expect.poll(() => ours.resting()).toEqual(new Set(["a", "b"]));
});
