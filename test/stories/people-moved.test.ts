import { startClock } from "@cartbell/sim/clock";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { latestMove } from "#domain/flows/versions/moving/latest";
import { planTexts } from "#domain/messages/plan";
import { newId } from "#platform/ids";
import { aCarrier, SENDER_PHONE } from "../factories/carrier.ts";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { emptyDatabase } from "../setup/per-worker.ts";
import { until } from "./until.ts";
import { startWorkerProcess } from "./worker-process.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const PEOPLE = 700;
const DAY_MS = 24 * 3_600_000;
const wait = (minutes: number) => ({ id: "w", type: "wait", config: { minutes } });
const send = (id: string) => ({ id, type: "send", config: { text: `{{ shop.name }}: ${id}` } });
const documentOf = (...steps: unknown[]) => ({ purpose: "marketing", trigger: { kind: "subscribed" }, steps });

/** A flow whose people have a first text planned and wait for the second one. */
async function aFullFlow() {
  const { id: shopId } = await aShop(ctx.db);
  const { id: senderId } = await aSender(ctx.db, { shopId, phone: SENDER_PHONE, partsPerSecond: 400 });
  await ctx.db.prisma.shopSettings.updateMany({ where: { shopId }, data: { frequencyCapTexts: 100 } });
  const flowId = await createFlow(ctx, shopId, {
    name: "Welcome",
    document: documentOf(send("one"), wait(1_440), send("two")),
  });
  await publishFlow(ctx, shopId, flowId);
  const { id: versionId } = await ctx.db.prisma.flowVersion.findFirstOrThrow({ where: { shopId, flowId } });
  const now = ctx.clock.now();
  const people = (await manySubscribers(ctx.db, shopId, PEOPLE)).map((subscriberId) => ({ id: newId(), subscriberId }));
  const resumeAt = new Date(now.getTime() + DAY_MS);
  await ctx.db.prisma.enrollment.createMany({
    data: people.map((it) => ({
      ...{ ...it, shopId, flowId, versionId, subject: `person:${it.subscriberId}`, state: "waiting" },
      ...{ stepId: "two", resumeAt, startedAt: new Date(now.getTime() - 60_000) },
    })),
  });
  const text = {
    shopId,
    class: "flow",
    purpose: "marketing",
    sourceKind: "flow",
    occurrence: "one",
    senderId,
  } as const;
  const until = { dueAt: now, expiresAt: resumeAt, body: null };
  await ctx.db.transaction((tx) =>
    planTexts(
      tx,
      ctx,
      people.map(({ id, subscriberId }) => ({ ...text, ...until, sourceId: id, subscriberId })),
    ),
  );
  return { shopId, flowId };
}

test("people are moved while their texts are sent and a worker is killed: each gets each text once, and every one is accounted for", async () => {
  const clock = await startClock({ port: 0, startOffsetMs: TUESDAY_MORNING.getTime() - Date.now() });
  afterAll(() => clock.close());
  ctx.clock.set(clock.now());
  const carrier = await aCarrier(clock);
  await carrier.setFaults({ latencyMs: [5, 200] });
  const { shopId, flowId } = await aFullFlow();
  // The wait is over at once, the second text comes first, and the first one must not come again.
  await saveDraft(ctx, shopId, flowId, documentOf(wait(1), send("two"), send("one")));

  const urls = { carrier: carrier.url, clock: clock.url };
  const first = await startWorkerProcess(urls);
  await until("the first texts leave", async () => (await carrier.summary()).accepted > 50, 60_000);
  ctx.clock.set(clock.now());
  await publishFlow(ctx, shopId, flowId, { move: {} });
  const move = () => latestMove(ctx.db, shopId, flowId);
  await until("some people are moved", async () => ((await move())?.moved ?? 0) > 0, 60_000);
  await first.kill();
  const workers = [await startWorkerProcess(urls), await startWorkerProcess(urls)];

  const moved = await until(
    "the move is over",
    async () => {
      const it = await move();
      return it?.state === "finished" && it;
    },
    120_000,
  );
  expect(moved).toMatchObject({ total: PEOPLE, left: 0, stayed: 0 });
  expect(moved.moved + moved.busy).toBe(PEOPLE);
  expect(moved.moved).toBeGreaterThan(PEOPLE / 2);
  const sent = () =>
    ctx.db.everyShop.message.count({ where: { shopId, state: { in: ["accepted", "sent", "delivered"] } } });
  const whenMoved = 2 * moved.moved + moved.busy;
  await until("the moved have both texts, the others one", async () => (await sent()) >= whenMoved, 180_000);
  // Those who stayed because their text was on its way have the rest of their day to wait.
  await fetch(`${clock.url}/clock`, { method: "POST", body: JSON.stringify({ advanceMs: DAY_MS }) });
  await until("everyone has both texts", async () => (await sent()) === 2 * PEOPLE, 120_000);
  for (const worker of workers) await worker.kill();

  const { duplicatedRefs, distinctRefs } = await carrier.summary();
  expect(duplicatedRefs).toEqual([]);
  expect(distinctRefs).toBe(2 * PEOPLE);
  const rows = await ctx.db.everyShop.message.groupBy({
    by: ["sourceId", "occurrence"],
    where: { shopId },
    _count: true,
  });
  expect(rows.filter(({ _count }) => _count > 1)).toEqual([]);
  expect(await ctx.db.everyShop.enrollment.count({ where: { flowId, state: "finished" } })).toBe(PEOPLE);
}, 400_000);
