import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { watchReadiness } from "#platform/http/readiness";
import { listen } from "#platform/queue/listener";
import { createProducer } from "#platform/queue/producer";
import { queuePrefix } from "#platform/queue/queue-prefix";
import { connectRedis } from "#platform/redis/redis";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { emptyRedis } from "../setup/empty-redis.ts";
import { aClusterOfOurOwn } from "../setup/own-cluster.ts";
import { promisedMs } from "../setup/promised-ms.ts";
import { startCampaign } from "./campaign-under-way.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 1_500;
const cluster = await aClusterOfOurOwn();
const world = await openStory({ redisUrl: cluster.url });
const { ctx, carrier } = world;
const { prisma } = ctx.db;
const redis = connectRedis(cluster.url);
const options = { prefix: "queues", log: pino({ level: "silent" }) };
const producer = createProducer(redis, options);
afterAll(async () => {
  await producer.close();
  redis.disconnect();
});
const isReady = async () => (await watchReadiness({ tryWork: async () => {}, redis })()).redis;

/** For each master the name of a queue whose keys it has. */
async function aQueueOnEach(): Promise<string[]> {
  const queues = new Map<number, string>();
  for (let number = 0; queues.size < cluster.masters.length; number += 1) {
    const name = `queue-${number}`;
    const slot = Number(await redis.cluster("KEYSLOT", `${queuePrefix(options.prefix, name)}:`));
    queues.set(Math.floor((slot * cluster.masters.length) / 16_384), name);
  }
  return [...queues].sort(([one], [other]) => one - other).map(([, name]) => name);
}

test("a lost master silences its own queues only, and all queues work again when it is back", async () => {
  const queues = await aQueueOnEach();
  const [lost = "", ...others] = queues;
  const heard = new Map(queues.map((queue) => [queue, 0]));
  const listeners = queues.map((name) =>
    listen(redis, name, { ...options, concurrency: 1, handle: async () => void heard.set(name, hearing(name) + 1) }),
  );
  const hearing = (name: string) => heard.get(name) ?? 0;
  const isHeard = (name: string) =>
    until(`a job of ${name}`, async () => {
      const before = hearing(name);
      return (await producer.enqueue(name, "any", {})) && until("it heard", async () => hearing(name) > before);
    });
  for (const queue of queues) await isHeard(queue);
  expect(await isReady()).toBe(true);

  await cluster.masters[0]?.kill();
  const startedAt = performance.now();
  expect(await producer.enqueue(lost, "any", {})).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(promisedMs(1_500)); // no caller is kept waiting
  for (const queue of others) await isHeard(queue);
  await until("the health endpoint says so", async () => !(await isReady()));
  for (const queue of others) await isHeard(queue);

  await cluster.masters[0]?.restart();
  for (const queue of queues) await isHeard(queue);
  await Promise.all(cluster.masters.map((master) => master.kill()));
  await until("the connection lost", async () => redis.status !== "ready");
  expect(await producer.enqueue(lost, "any", {})).toBe(false);
  await Promise.all(cluster.masters.map((master) => master.restart()));
  for (const queue of queues) await isHeard(queue);
  await until("the health endpoint content", isReady);
  await Promise.all(listeners.map((listener) => listener.close()));
});

test("a campaign outlives the loss of each master in turn, and a cluster emptied, with no one left out or texted twice", async () => {
  const shopId = await world.install(FERNHILL);
  const senderId = await world.connect(shopId, NUMBERS[0], 50); // slow enough to be under way all the while
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: ["all"] } });
  await carrier.setFaults({ latencyMs: [20, 150] });
  const campaign = await startCampaign(world, shopId, "all");
  let awaited = 40;
  for (const master of cluster.masters) {
    await campaign.hasSent(awaited);
    await master.kill();
    await until("its loss noticed", async () => !(await isReady()));
    await master.restart();
    await until("the cluster whole again", isReady);
    awaited = (await carrier.summary()).accepted + 20;
  }
  await campaign.hasSent(awaited);
  await prisma.sender.update({ where: { shopId_id: { shopId, id: senderId } }, data: { partsPerSecond: 400 } });
  await emptyRedis(cluster.url);
  expect((await campaign.isOver()).counts).toMatchObject({ delivered: AUDIENCE });
  expect((await carrier.summary()).duplicatedRefs).toEqual([]);
  expect(new Set((await carrier.handOffs({})).map(({ to }) => to)).size).toBe(AUDIENCE);
  await campaign.watched();
}, 120_000);
