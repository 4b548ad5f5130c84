import { setTimeout as sleep } from "node:timers/promises";
import { openProcess } from "#boot/open-process";
import type { Context } from "#domain/context";
import { installFlows } from "#domain/flows/publishing/install";
import { publishFlow } from "#domain/flows/publishing/publish";
import type { NewDelivery } from "#domain/intake/delivery";
import { insertDeliveries } from "#domain/intake/insert-deliveries";
import type { JobName } from "#domain/jobs";
import { movableClock } from "#platform/clock";
import { readConfig } from "#platform/config";
import { newId } from "#platform/ids";
import { type Statement, statement, statementFile } from "#platform/sql/statement";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { checkoutPayload } from "../load/checkout-payload.ts";
import { barChart } from "../report/picture.ts";
import { timeBareInsert } from "../sides/bare-rows.ts";
import { insertAudience } from "../stage/audience.ts";
import { realNow } from "../stage/campaign.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { environmentOn, startWorkerProcess } from "../stage/processes.ts";
import { redisKeyBytes } from "../stage/redis-bytes.ts";
import { type SeededShop, seedShop } from "../stage/seed.ts";
import { POSTGRES_SETTINGS, startServers } from "../stage/servers.ts";

const SHOPS = 10;
/** Texts are planned and not sent: how fast those leave is asked elsewhere. */
const QUEUES = "intake-webhook,flow-timers,upkeep";
const PATIENCE_MS = 180_000;
const POLL_MS = 20;
const PER_INSERT = 1_000;
const DAY_MS = 24 * 3_600_000;

const insertWalks = statementFile(import.meta.url, "./waiting-enrollments.sql");
const analyze = statement("analyze-flows", "VACUUM ANALYZE");
const webhooksPending = statement(
  "webhooks-pending",
  "SELECT EXISTS (SELECT FROM intake WHERE kind = 'webhook' AND state = 'pending') AS some",
);
const timersDue = statement(
  "timers-due",
  "SELECT EXISTS (SELECT FROM enrollments WHERE state = 'waiting' AND resume_at <= $1) AS some",
);
const makeDue = statement(
  "make-timers-due",
  `UPDATE enrollments SET resume_at = $1::timestamptz - random() * interval '1 minute'
   FROM (SELECT e.shop_id, e.id FROM enrollments e WHERE e.state = 'waiting' AND e.shop_id = $2 AND e.subject LIKE 'seeded%'
         ORDER BY e.subject LIMIT $3) AS t
   WHERE enrollments.shop_id = t.shop_id AND enrollments.id = t.id`,
);

export const flows: Benchmark = {
  name: "flows",
  question:
    "How many enrollments a second come of events, how many due timers are advanced, what do the waiting cost Redis?",
  goals: () => [
    { key: "enrollmentsOverInsert", atLeast: 0.3 },
    { key: "timersOverUpdate", atLeast: 0.3 },
    { key: "enrollmentsPerSecond", atLeast: 2_000 },
    { key: "timersPerSecond", atLeast: 5_000 },
    { key: "redisBytes", atMost: 0 },
  ],
  run: async (options) => {
    const scale = options.isQuick
      ? { events: 5_000, waiting: 50_000, timers: 10_000 }
      : { events: 50_000, waiting: 1_000_000, timers: 100_000 };
    const stage = await setFlowStage(options);
    await enrollByEvents(stage, 0, 1_000); // warm up
    await stage.ctx.db.run(analyze);
    const redisBefore = await redisKeyBytes(stage.redis);

    options.say(`${scale.events} carts are left`);
    const enrolling = await timed(stage, () => enrollByEvents(stage, 1_000, scale.events));
    await mustCount(stage, "enrollments", 1_000 + scale.events, { state: "waiting" });
    const insertSeconds = await timeBareInsert(stage.ctx.db, ENROLLMENT_TABLES);
    const insertsPerSecond = (1_000 + scale.events) / insertSeconds;

    options.say(`${scale.waiting} walks wait`);
    await addWaiting(stage, scale.waiting - scale.events - 1_000, scale.timers);
    const redisBytes = (await redisKeyBytes(stage.redis)) - redisBefore;

    options.say(`${scale.timers} timers come due`);
    const advancing = await timed(stage, () => advanceTimers(stage, scale.timers));
    await mustCount(stage, "messages", scale.timers, { state: "waiting" });
    const updateSeconds = await timeBareUpdate(stage.ctx.db, scale.timers);
    const updatesPerSecond = scale.timers / updateSeconds;

    const enrollmentsPerSecond = scale.events / enrolling.seconds;
    const timersPerSecond = scale.timers / advancing.seconds;
    const values = {
      enrollmentsOverInsert: enrollmentsPerSecond / insertsPerSecond,
      timersOverUpdate: timersPerSecond / updatesPerSecond,
      enrollmentsPerSecond,
      timersPerSecond,
      redisBytes,
    };
    return {
      scale,
      settings: { shops: SHOPS, workerProcesses: 1, queues: QUEUES, ...POSTGRES_SETTINGS },
      values,
      sides: {
        events: { count: scale.events, seconds: enrolling.seconds, ...enrolling.cpuSeconds },
        timers: { count: scale.timers, seconds: advancing.seconds, ...advancing.cpuSeconds },
        bareInsert: { perSecond: insertsPerSecond, seconds: insertSeconds },
        bareUpdate: { perSecond: updatesPerSecond, seconds: updateSeconds },
        waiting: { count: scale.waiting, redisBytesBefore: redisBefore, redisBytesMore: redisBytes },
      },
      chart: barChart("Flows, by one worker process", "per second", {
        "carts read and enrolled": values.enrollmentsPerSecond,
        "timers advanced, their texts planned": values.timersPerSecond,
      }),
    };
  },
};

/** The rows that one more enrollment adds: what its event tells of the person, and the walk. */
const ENROLLMENT_TABLES = ["subscribers", "consent_events", "checkouts", "events", "enrollments"];

const updateWalks = statement(
  "bare-update-walks",
  `WITH moved AS (
     UPDATE enrollments e
     SET state = e.state, step_id = e.step_id, trail = e.trail, memory = e.memory || '{}', failures = 0,
         resume_at = coalesce(e.resume_at, now()) + interval '1 second'
     FROM (SELECT shop_id, source_id AS id FROM messages) AS m
     WHERE e.shop_id = m.shop_id AND e.id = m.id
     RETURNING 1
   )
   SELECT count(*) AS count FROM moved`,
);

/** Seconds for the same walks by one UPDATE, and for the texts that they planned by one INSERT. */
async function timeBareUpdate(db: Context["db"], timers: number): Promise<number> {
  const from = realNow();
  const [row] = await db.run<{ count: number }>(updateWalks);
  const updateSeconds = (realNow() - from) / 1_000;
  if (row?.count !== timers) throw new Error(`${row?.count} walks have a text and not ${timers}.`);
  return updateSeconds + (await timeBareInsert(db, ["messages"]));
}

type FlowStage = Awaited<ReturnType<typeof setFlowStage>>;

async function setFlowStage(options: RunOptions) {
  const servers = await startServers(options);
  const { ctx, redis, close } = await openProcess(readConfig(environmentOn(servers)), "bench");
  options.onEnd(close);
  const shops: SeededShop[] = [];
  for (let number = 1; number <= SHOPS; number += 1) shops.push(await aShopWithFlows(ctx, number));
  const worker = await startWorkerProcess(options, servers, { env: { WORKER_QUEUES: QUEUES } });
  const cpuSeconds = async () => ({ worker: worker.cpuSeconds(), ...(await servers.cpuSeconds()) });
  return { ctx, redis, shops, cpuSeconds };
}

/** The flow went live yesterday: what happened before starts no walk. */
async function aShopWithFlows(ctx: Context, number: number): Promise<SeededShop> {
  const then = { ...ctx, clock: movableClock(new Date(Date.now() - DAY_MS)) };
  const shop = await seedShop(ctx.db, { number });
  await ctx.db.transaction((tx) => installFlows(tx, then, shop.id));
  const flow = await ctx.db.prisma.flow.findFirstOrThrow({ where: { shopId: shop.id, preset: "abandoned-cart" } });
  await publishFlow(then, shop.id, flow.id);
  return shop;
}

/** Carts of as many people, recorded but unread, and then all there at once: resolves when the last is worked on. */
async function enrollByEvents(stage: FlowStage, first: number, count: number): Promise<Date> {
  const { db } = stage.ctx;
  await db.transaction(async (tx) => {
    const deliveries = Array.from({ length: count }, (_, index) => cartLeft(stage.shops, first + index));
    for (let at = 0; at < count; at += PER_INSERT)
      await insertDeliveries(tx, deliveries.slice(at, at + PER_INSERT), new Date());
  });
  return workedOff(stage, "intake-webhook", webhooksPending);
}

function cartLeft(shops: SeededShop[], number: number): NewDelivery {
  const shop = shops[number % shops.length];
  return {
    kind: "webhook",
    source: "shopify",
    topic: "checkouts/create",
    shopDomain: shop?.domain ?? null,
    shopId: null,
    sourceKey: `shopify ${shop?.domain} checkouts/create ${newId()}`,
    triggeredAt: new Date(),
    url: null,
    body: Buffer.from(checkoutPayload(number, new Date())),
  };
}

/** The first `timers` of them are about carts that are in the books, of people who each have one. */
async function addWaiting({ ctx: { db }, shops }: FlowStage, walks: number, timers: number): Promise<void> {
  const now = new Date();
  for (const { id } of shops) {
    await insertAudience(db, { shopId: id, count: timers / SHOPS, now });
    await db.run(insertWalks, [id, Math.ceil(walks / SHOPS), timers / SHOPS, now]);
  }
  await db.run(analyze);
}

async function advanceTimers(stage: FlowStage, timers: number): Promise<Date> {
  const now = new Date();
  await stage.ctx.db.transaction(async (tx) => {
    for (const { id } of stage.shops) await tx.run(makeDue, [now, id, timers / SHOPS]);
  });
  return workedOff(stage, "flow-timers", timersDue, [now]);
}

/** Enqueues the job and waits until nothing is left to do. Returns when the work was there: just before. */
async function workedOff(
  { ctx: { db, enqueue } }: FlowStage,
  job: Extract<JobName, "intake-webhook" | "flow-timers">,
  isLeft: Statement,
  values: unknown[] = [],
): Promise<Date> {
  const since = new Date();
  await enqueue(job, {});
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    const [found] = await db.run<{ some: boolean }>(isLeft, values);
    if (found && !found.some) return since;
  }
  throw new Error(`${job} was not worked off in ${PATIENCE_MS / 1_000} s.`);
}

/** From when the work was there to its end; the CPU seconds include its making. */
async function timed(stage: FlowStage, work: () => Promise<Date>) {
  const before = await stage.cpuSeconds();
  const since = await work();
  const seconds = (Date.now() - since.getTime()) / 1_000;
  return { seconds, cpuSeconds: cpuBetween(before, await stage.cpuSeconds()) };
}

async function mustCount(
  { ctx: { db }, shops }: FlowStage,
  table: "enrollments" | "messages",
  expected: number,
  { state }: { state: string },
): Promise<void> {
  const { enrollment, message } = db.prisma;
  const where = { shopId: { in: shops.map(({ id }) => id) }, state };
  const count = table === "messages" ? await message.count({ where }) : await enrollment.count({ where });
  if (count !== expected) throw new Error(`There should be ${expected} ${state} ${table}, there are ${count}.`);
}
