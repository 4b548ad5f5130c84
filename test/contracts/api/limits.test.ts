import { afterAll, beforeAll, expect, test } from "vitest";
import { connectRedis } from "#platform/redis/redis";
import { testRedisUrl } from "../../setup/per-worker.ts";
import type { ApiClient } from "./client.ts";
import { openApiRig } from "./rig.ts";

const redis = connectRedis(testRedisUrl());
const gone = connectRedis("redis://127.0.0.1:1/0");
const [shared, alone] = [await openApiRig({ redis, perSecond: 1 }), await openApiRig({ redis: gone, perSecond: 4 })];
beforeAll(() => redis.ping());
afterAll(() => {
  redis.disconnect();
  gone.disconnect();
});
const find = { body: { phone: "+12125550123" } };
const flood = (call: ApiClient) => Promise.all(Array.from({ length: 60 }, () => call("findSubscribers", find)));

test.each([
  ["", shared],
  ["while Redis is away, ", alone],
])("%sa flood is told how long to wait, and another store is served meanwhile", async (_, { aCaller }) => {
  const [noisy, calm] = [await aCaller(), await aCaller()];
  const answers = await flood(noisy.call);
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(10);
  expect(Number(refused[0]?.headers.get("Retry-After"))).toBeGreaterThanOrEqual(1);
  expect(refused[0]?.headers.get("RateLimit")).toMatch(/^"(key|shop)";r=\d+;t=\d+$/);
  expect((await calm.call("findSubscribers", find)).status).toBe(200);
});
