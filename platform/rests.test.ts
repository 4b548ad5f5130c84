import { afterAll, expect, test } from "vitest";
import { connectRedis } from "#platform/redis";
import { rests } from "#platform/rests";
import { testRedisUrl } from "../test/setup/per-worker.ts";

const redis = connectRedis(testRedisUrl());
afterAll(() => redis.disconnect());

test("who rests is known to everybody until its time has come", async () => {
  const ours = rests(redis, "test");
  const theirs = rests(redis, "test");
  await ours.rest("a", 60_000);
  await ours.rest("b", 30);
  expect(await theirs.resting()).toEqual(new Set(["a", "b"]));
  await expect.poll(() => theirs.resting()).toEqual(new Set(["a"]));
  await theirs.rest("a", 0);
  await expect.poll(() => ours.resting()).toEqual(new Set());
});
