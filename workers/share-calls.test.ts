import { afterAll, expect, test } from "vitest";
import { peers } from "#platform/redis/peers";
import { connectRedis } from "#platform/redis/redis";
import { testRedisUrl } from "../test/setup/per-worker.ts";
import { shareCalls } from "./share-calls.ts";

const redis = connectRedis(testRedisUrl());
afterAll(() => redis.disconnect());

/** A process that has so many calls under way, in an installation of its own. */
function aProcess(installation: string, calls: number, address = redis) {
  const shares: number[] = [];
  const twilio = { takePeak: () => calls, keepTo: (share: number) => void shares.push(share) };
  const sharing = shareCalls({ pipelines: { twilio }, peers: peers(address, installation), most: 2_000 });
  return { ...sharing, share: () => shares.at(-1), beats: () => shares.length };
}

test("two workers that are both busy share the account's calls, and one gets all of them when the other has ended", async () => {
  const one = aProcess("two", 2_000);
  const other = aProcess("two", 1_500);
  await one.beat();
  await other.beat();
  await one.beat();
  expect([one.share(), other.share()]).toEqual([1_000, 1_000]);
  await other.stop();
  await expect.poll(() => one.share(), { timeout: 15_000 }).toBe(2_000);
  await one.stop();
}, 20_000);

test("an emptied Redis gives no worker more calls than before", async () => {
  const one = aProcess("emptied", 1_200);
  const other = aProcess("emptied", 1_200);
  await one.beat();
  await other.beat();
  await one.beat();
  await redis.flushdb();
  await one.beat();
  expect(one.share()).toBe(1_000);
  await Promise.all([one.stop(), other.stop()]);
});

test("while Redis is away a worker keeps to its share", async () => {
  const away = connectRedis("redis://127.0.0.1:9");
  away.on("error", () => {});
  const one = aProcess("away", 1_200, away);
  await one.beat();
  expect(one.beats()).toBe(0);
  await one.stop();
  away.disconnect();
});
