import { afterAll, beforeAll, expect, test } from "vitest";
import { connectRedis } from "#platform/redis/redis";
import { testRedisUrl } from "../../setup/per-worker.ts";
import type { ApiClient } from "./client.ts";
import { openApiRig } from "./rig.ts";

const redis = connectRedis(testRedisUrl());
const gone = connectRedis("redis://127.0.0.1:1/0");
const [shared, alone, slowest] = [
  await openApiRig({ redis, perSecond: 1 }),
  await openApiRig({ redis: gone, perSecond: 4 }),
  await openApiRig({ redis, perSecond: 0.001 }),
];
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

test("a flood of requests that aren't valid is told to wait as well", async () => {
  const { call } = await shared.aCaller();
  const answers = await Promise.all(Array.from({ length: 40 }, () => call("findSubscribers", { body: { phone: 5 } })));
  const statuses = new Set(answers.map(({ status }) => status));
  expect(statuses).toEqual(new Set([422, 429]));
});

test("an operation that counts as ten is possible at the lowest rate, and being refused it uses up nothing", async () => {
  const { call } = await slowest.aCaller();
  const path = { campaignId: "0190a6c0-0000-7000-8000-000000000000" };
  expect((await call("findSubscribers", find)).status).toBe(200);
  expect((await call("getCampaign", { path })).status).toBe(429);
  expect((await call("findSubscribers", find)).status).toBe(200);
  expect((await (await slowest.aCaller()).call("getCampaign", { path })).status).toBe(404);
});
