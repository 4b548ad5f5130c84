import { afterAll, beforeAll, expect, test } from "vitest";
import { testRedisUrl } from "../../test/setup/per-worker.ts";
import { localAllowance, redisAllowance } from "./allowance.ts";
import { connectRedis } from "./redis.ts";

const redis = connectRedis(testRedisUrl());
beforeAll(() => redis.ping());
afterAll(() => redis.disconnect());

/** So slow that nothing comes back while the test runs. */
const perSecond = 0.000_1;
const levels = (key: string) => [
  { name: key, perSecond, burst: 10 },
  { name: "shop", perSecond, burst: 25 },
];

test.each([
  ["shared by all processes", redisAllowance(redis, "test")],
  ["of one process", localAllowance()],
])("an allowance %s starts full, and callers share that of all together", async (_, allowance) => {
  expect(await allowance.take("one", levels("a"), 4)).toEqual({ granted: 4, left: [6, 21] });
  expect(await allowance.take("one", levels("a"), 7)).toEqual({ granted: 6, left: [0, 15] });
  expect(await allowance.take("one", levels("a"), 1)).toEqual({ granted: 0, left: [0, 15] });
  expect(await allowance.take("one", levels("b"), 10)).toEqual({ granted: 10, left: [0, 5] });
  expect(await allowance.take("one", levels("c"), 10)).toEqual({ granted: 5, left: [5, 0] });
  expect(await allowance.take("two", levels("a"), 10)).toEqual({ granted: 10, left: [0, 15] });
});

test("what is taken comes back at the rate, up to the burst", async () => {
  let now = 0;
  const allowance = localAllowance(10, () => now);
  const level = [{ name: "a", perSecond: 2, burst: 10 }];
  await allowance.take("one", level, 10);
  now += 1_500;
  expect(await allowance.take("one", level, 10)).toEqual({ granted: 3, left: [0] });
  now += 3_600_000;
  expect(await allowance.take("one", level, 0)).toEqual({ granted: 0, left: [10] });
});

test("while Redis is away it says so at once", async () => {
  const gone = connectRedis("redis://127.0.0.1:1/0");
  await expect(redisAllowance(gone, "test").take("one", levels("a"), 1)).rejects.toThrow("Redis is");
  gone.disconnect();
});
