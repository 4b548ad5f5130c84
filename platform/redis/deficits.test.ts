import { afterAll, beforeEach, expect, test } from "vitest";
import { cuttableLine } from "../../test/setup/cuttable-line.ts";
import { emptyDatabase, testRedisUrl } from "../../test/setup/per-worker.ts";
import { promisedMs } from "../../test/setup/promised-ms.ts";
import { deficits } from "./deficits.ts";
import { connectRedis } from "./redis.ts";

const redis = connectRedis(testRedisUrl());
beforeEach(emptyDatabase);
afterAll(() => redis.disconnect());

test("what one process adds, another one finds, until it is forgotten", async () => {
  const [one, other] = [deficits(redis, "test"), deficits(redis, "test")];
  expect(await one.add("campaign/a", 250)).toBe(250);
  expect(await other.add("campaign/a", -100)).toBe(150);
  expect(await one.add("campaign/b", 1)).toBe(1);
  await other.forget("campaign/a");
  expect(await one.add("campaign/a", 0)).toBe(0);
});

test("while Redis refuses, a turn is as long as if nothing was owed", async () => {
  const ended = connectRedis(testRedisUrl());
  const owed = deficits(ended, "test");
  await owed.add("campaign/a", -100);
  ended.disconnect();
  expect(await owed.add("campaign/a", 250)).toBe(250);
  await owed.forget("campaign/a");
});

test.skipIf(testRedisUrl().includes("+cluster"))(
  "one that is silent is not waited for, and counts again when it is back",
  async () => {
    const line = await cuttableLine(testRedisUrl());
    const cut = connectRedis(line.url);
    const owed = deficits(cut, "test");
    expect(await owed.add("campaign/a", -100)).toBe(-100);
    await line.cut();
    const startedAt = performance.now();
    for (let turn = 0; turn < 10; turn += 1) expect(await owed.add("campaign/a", 250)).toBe(250);
    expect(performance.now() - startedAt).toBeLessThan(promisedMs(900));
    await line.mend();
    await expect.poll(() => owed.add("campaign/a", 0), { timeout: 10_000 }).toBe(150);
    cut.disconnect();
    await line.close();
  },
);
