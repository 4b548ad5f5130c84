import { afterAll, expect, test } from "vitest";
import { sentOf } from "#domain/campaigns/report/recipient-counts";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { cuttableLine } from "../setup/cuttable-line.ts";
import { testDatabaseUrl } from "../setup/per-worker.ts";
import { promisedMs } from "../setup/promised-ms.ts";
import { nothingLeaves, startCampaign } from "./campaign-under-way.ts";
import { postWebhook } from "./signed-webhook.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 600;
const MINUTE = 60_000;
const line = await cuttableLine(testDatabaseUrl());
// The test itself looks past the line; only web and worker are cut off.
const world = await openStory({ databaseUrl: line.url });
afterAll(() => line.close());
const { ctx, carrier, web } = world;
const { everyShop: prisma } = ctx.db;
const store = world.store(FERNHILL);

const shopId = await world.install(FERNHILL);
await world.connect(shopId, NUMBERS[0], 200);

interface Timed {
  status: number;
  ms: number;
}

async function timed(ask: () => Promise<number>): Promise<Timed> {
  const startedAt = performance.now();
  const status = await ask();
  return { status, ms: performance.now() - startedAt };
}

const shopper = (number: number) => ({ phone: `+1212555${String(4_000 + number)}`, email: `${number}@example.test` });

function deliver(number: number): Promise<number> {
  const { phone, email } = shopper(number);
  const body = JSON.stringify({ id: 5_000_000 + number, phone, email, updated_at: ctx.clock.now().toISOString() });
  const webhook = { domain: FERNHILL, topic: "customers/create", body, triggeredAt: ctx.clock.now() };
  return postWebhook(web.url, { ...webhook, eventId: `event-${number}` });
}

const visit = (path: string) => fetch(`${web.url}${path}`, { redirect: "manual" }).then(({ status }) => status);

test("while the database is away the endpoints say so at once, nothing leaves, and afterwards all goes on by itself", async () => {
  const ids = await manySubscribers(ctx.db, shopId, AUDIENCE);
  await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: ["all"] } });
  await carrier.setFaults({ latencyMs: [20, 150] });
  const campaign = await startCampaign(world, shopId, "all");
  await campaign.hasSent(100);
  expect(await deliver(0)).toBe(200);

  await line.cut();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => timed(() => deliver(number + 1))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(promisedMs(2_000));
  const text = { From: shopper(1).phone, To: NUMBERS[0], Body: "STOP" };
  expect((await carrier.textIn(text.From, text.To, text.Body)).webhookStatus).toBe(503);
  for (const [path, status] of Object.entries({ "/l/abcdefghij": 503, "/health/ready": 503, "/health/live": 200 })) {
    const answer = await timed(() => visit(path));
    expect(answer.status, path).toBe(status);
    expect(answer.ms, path).toBeLessThan(promisedMs(2_000));
  }
  // The store goes on trying by its own clock.
  await store.post("customers", { ...shopper(99), firstName: "Ida", consent: true });
  await store.settle();
  expect(await store.deliveries({ status: "pending" })).not.toEqual([]);
  await until("the last of what was on the wire", async () => {
    const { accepted } = await carrier.summary();
    await nothingLeaves(carrier, 600).catch(() => null);
    return (await carrier.summary()).accepted === accepted;
  });
  await nothingLeaves(carrier, 1_000);
  expect((await carrier.summary()).accepted).toBeLessThan(AUDIENCE);

  await line.mend();
  await until("the web process ready again", async () => (await visit("/health/ready")) === 200);
  const again = await Promise.all(Array.from({ length: 50 }, (_, number) => deliver(number + 1)));
  expect(new Set(again)).toEqual(new Set([200]));
  await world.advance(10 * MINUTE);
  await store.settle();
  await until(
    "everybody of whom the store had told",
    async () => (await prisma.subscriber.count({ where: { shopId, phone: { startsWith: "+12125554" } } })) === 52,
  );
  // A carrier that was turned away five times tells no more, so not every text is known as delivered.
  const { counts, state } = await campaign.isOver(false);
  expect({ state, sent: sentOf(counts) }).toEqual({ state: "finished", sent: AUDIENCE });
  expect((await carrier.summary()).duplicatedRefs).toEqual([]);
  expect(new Set((await carrier.handOffs({})).map(({ to }) => to)).size).toBe(AUDIENCE);
  await campaign.watched();
}, 120_000);

test("a database that takes connections and says nothing keeps no sender waiting", async () => {
  line.silence();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => timed(() => deliver(number + 200))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  // Shopify takes five seconds for too long.
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(promisedMs(5_000));
  const next = await timed(() => deliver(300));
  expect(next.status).toBe(503);

  await line.mend();
  await until("deliveries taken again", async () => (await deliver(300)) === 200);
  const again = await Promise.all(Array.from({ length: 50 }, (_, number) => deliver(number + 200)));
  expect(new Set(again)).toEqual(new Set([200]));
  await until("each of them once", async () => {
    const rows = await prisma.intake.count({ where: { topic: "customers/create", state: "pending" } });
    return rows === 0;
  });
  const keys = await prisma.intakeKey.findMany({ where: { sourceKey: { contains: "customers/create event-" } } });
  const numbers = keys
    .map(({ sourceKey }) => Number(/event-(\d+)/.exec(sourceKey)?.[1]))
    .filter((number) => number >= 200);
  expect(new Set(numbers).size).toBe(51);
  expect(numbers).toHaveLength(51);
});
