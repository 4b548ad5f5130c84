import { setTimeout as sleep } from "node:timers/promises";
import { parseDocument } from "#domain/flows/definition/document";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveSegment } from "#domain/segments/save";
import { movableClock } from "#platform/clock";
import { newId } from "#platform/ids";
import { type Statement, statement } from "#platform/sql/statement";
import { storableValue } from "#platform/sql/storable";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { barChart } from "../report/picture.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { realNow } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { publishFlows } from "../stage/live-flows.ts";
import { beside, figuresOf, type Measured, ORDERS_PER_SECOND } from "../stage/order-texts.ts";
import { bringBack, seedWaiting } from "../stage/restock.ts";
import { liftFrequencyCaps, type SeededShop, seedShop } from "../stage/seed.ts";
import { type ShopperEvent, shopper, storeOf } from "../stage/shoppers.ts";
import { type Stage, setStage } from "../stage/stage.ts";

const PARTS_PER_SECOND = 100_000;
const DAY_MS = 24 * 3_600_000;
const POLL_MS = 250;
const PATIENCE_MS = 900_000;

const giveBirthdays = statement(
  "bench-birthdays",
  `INSERT INTO subscriber_properties (shop_id, name, subscriber_id, value, day, month_day, updated_at)
   SELECT s.shop_id, 'birthday', s.id, to_jsonb($2::text), $2::date, $3::int2, $4::timestamptz FROM subscribers s WHERE s.shop_id = $1`,
);
const nameBirthdays = statement(
  "bench-birthday-name",
  "INSERT INTO property_names (shop_id, name, type, created_at) VALUES ($1, 'birthday', 'date', $2)",
);
const tagPeople = statement(
  "bench-tag",
  `UPDATE subscribers SET tags = '{vip}' WHERE shop_id = $1 AND id IN (SELECT id FROM subscribers WHERE shop_id = $1 ORDER BY id LIMIT $2)`,
);
const analyze = statement("analyze-triggers", "VACUUM ANALYZE");
const entered = statement(
  "bench-entered",
  "SELECT count(*) AS count FROM enrollments WHERE shop_id = $1 AND flow_id = $2",
);
const isSeeded = statement(
  "bench-seeded",
  "SELECT count(*) AS count FROM trigger_watches WHERE shop_id = $1 AND flow_id = $2 AND is_seeded",
);
const textsLeft = statement(
  "bench-texts-left",
  `SELECT count(*) AS count FROM enrollments e JOIN messages m ON m.shop_id = e.shop_id AND m.source_id = e.id
   WHERE e.shop_id = $1 AND e.flow_id = $2 AND m.state <> 'waiting'`,
);
/** Counting a million rows again and again would be work of its own. */
const isThrough = statement(
  "bench-through",
  "SELECT count(*) AS count FROM trigger_watches WHERE shop_id = $1 AND flow_id = $2 AND watermark > since",
);
const lookNow = statement(
  "bench-look-now",
  "UPDATE trigger_watches SET due_at = $3 WHERE shop_id = $1 AND flow_id = $2",
);

export const triggers: Benchmark = {
  name: "triggers",
  question:
    "How many people a second enter flows on a birthday morning, from a segment that gains many and when a product is back, and how long do order texts take meanwhile?",
  goals: () => [
    { key: "birthdaysPerSecond", atLeast: 5_000 },
    { key: "segmentEntriesPerSecond", atLeast: 10_000 },
    { key: "orderTextP99Ms", below: 1_000 },
  ],
  run: async (options) => {
    const scale = options.isQuick
      ? { birthdays: 20_000, segmentEntries: 20_000, waiting: 5_000, calmSeconds: 5 }
      : { birthdays: 1_000_000, segmentEntries: 200_000, waiting: 50_000, calmSeconds: 30 };
    const stage = await setStage(options, { startsAt: nextTuesday("14:00"), hasWeb: true });
    const { shop, orders } = await seed(options, stage, scale.birthdays);

    options.say("Order texts while nothing else is done");
    const calm = await beside(stage, orders, () => sleep(scale.calmSeconds * 1_000));
    const segmentFlow = await aFlow(stage, shop, "segment-entered", { segmentId: await aSegment(stage, shop) }, 60);
    await untilCount(stage, isSeeded, shop, segmentFlow, 1);

    options.say(`${scale.segmentEntries} people enter a segment`);
    await stage.ctx.db.run(tagPeople, [shop.id, scale.segmentEntries]);
    const segment = await beside(stage, orders, async () => {
      await stage.ctx.db.run(lookNow, [shop.id, segmentFlow, stage.clock.now()]);
      await stage.ctx.enqueue("flow-entries", { shopId: shop.id, flowId: segmentFlow });
      await untilCount(stage, entered, shop, segmentFlow, scale.segmentEntries);
    });

    const restockFlow = await aFlow(stage, shop, "back-in-stock", { lookedDays: 0 }, 0);
    await seedWaiting(stage, shop.id, scale.waiting);
    options.say(`A product is back for which ${scale.waiting} people wait`);
    const restock = await beside(stage, orders, async () => {
      await bringBack(stage, shop.id);
      await untilCount(stage, entered, shop, restockFlow, scale.waiting);
    });
    await untilCount(stage, textsLeft, shop, restockFlow, scale.waiting);

    options.say(`${scale.birthdays} people have their birthday`);
    const birthdays = await beside(stage, orders, async () => {
      const flowId = await aFlow(stage, shop, "date-property", { property: "birthday", hour: 0 }, 0);
      await untilCount(stage, isThrough, shop, flowId, 1);
      return flowId;
    });
    await mustHaveEntered(stage, shop, birthdays.result, scale.birthdays);

    return {
      scale: { ...scale, ordersPerSecond: ORDERS_PER_SECOND },
      settings: { sendingProcesses: 1, senderPartsPerSecond: PARTS_PER_SECOND, shops: 2 },
      values: {
        birthdaysPerSecond: scale.birthdays / birthdays.seconds,
        segmentEntriesPerSecond: scale.segmentEntries / segment.seconds,
        restockEntriesPerSecond: scale.waiting / restock.seconds,
        orderTextP99Ms: Math.max(birthdays.p99Ms, segment.p99Ms, restock.p99Ms),
        orderTextP99MsCalm: calm.p99Ms,
        // Of all processes, the texts that left meanwhile among them: comparable on a machine that others use, too.
        cpuMicrosPerBirthday: cpuMicrosPer(scale.birthdays, birthdays),
        cpuMicrosPerSegmentEntry: cpuMicrosPer(scale.segmentEntries, segment),
      },
      sides: {
        calm: figuresOf(calm),
        birthdays: figuresOf(birthdays),
        segment: figuresOf(segment),
        restock: figuresOf(restock),
      },
      cpuSeconds: birthdays.cpuSeconds,
      chart: barChart("Flows entered in sets, by one worker process", "per second", {
        "birthdays, their texts planned": scale.birthdays / birthdays.seconds,
        "people who entered a segment": scale.segmentEntries / segment.seconds,
        "people who waited for a product, their texts planned": scale.waiting / restock.seconds,
      }),
    };
  },
};

/** The shop of the birthdays and a neighbor: half of the orders are each one's. */
async function seed(options: RunOptions, { ctx, clock, webUrl }: Stage, people: number) {
  options.say(`Inserting ${people.toLocaleString("en")} subscribers with birthdays`);
  const now = clock.now();
  const shop = await seedShop(ctx.db, { number: 1, partsPerSecond: PARTS_PER_SECOND, now });
  const neighbor = await seedShop(ctx.db, { number: 2, partsPerSecond: PARTS_PER_SECOND, now });
  for (const { id } of [shop, neighbor]) await publishFlows(ctx, id);
  await insertAudience(ctx.db, { shopId: shop.id, count: people, now });
  await ctx.db.run(nameBirthdays, [shop.id, now]);
  const day = now.toISOString().slice(0, 10);
  await ctx.db.run(giveBirthdays, [shop.id, `1990${day.slice(4)}`, Number(day.slice(5).replace("-", "")), now]);
  // Both kinds of text go to the same people.
  await liftFrequencyCaps(ctx.db);
  await settleAudiences(ctx.db);
  await ctx.db.run(analyze);
  let last = 0;
  const next = (): ShopperEvent => {
    last += 1;
    const { domain } = last % 2 === 0 ? shop : neighbor;
    return { topic: "orders/create", shopDomain: domain, shopper: shopper(last), at: clock.now() };
  };
  return { shop, orders: { post: storeOf(options, webUrl), next } };
}

async function aSegment({ ctx }: Stage, { id }: SeededShop): Promise<string> {
  const segment = await saveSegment(ctx, id, { name: "VIP", rules: { type: "tags", match: "any", tags: ["vip"] } });
  return segment.id;
}

/** A flow that was published a day ago, so that what came due since then counts. */
async function aFlow(
  { ctx, clock }: Stage,
  { id: shopId }: SeededShop,
  kind: string,
  settings: object,
  waitMinutes: number,
): Promise<string> {
  const at = new Date(clock.now().getTime() - DAY_MS);
  const text = {
    id: "text",
    type: "send",
    config: { text: "Hi {{ customer.first_name }}, 10% off at {{ shop.name }}" },
  };
  const steps = [...(waitMinutes > 0 ? [{ id: "wait", type: "wait", config: { minutes: waitMinutes } }] : []), text];
  const document = parseDocument({ purpose: "marketing", trigger: { kind, settings }, steps });
  const id = newId();
  await ctx.db.prisma.flow.create({
    data: {
      ...{ shopId, id, name: kind, state: "draft", draft: storableValue(document) },
      createdAt: at,
      updatedAt: at,
    },
  });
  await publishFlow({ ...ctx, clock: movableClock(at) }, shopId, id);
  return id;
}

async function untilCount({ ctx }: Stage, count: Statement, { id }: SeededShop, flowId: string, wanted: number) {
  for (const deadline = realNow() + PATIENCE_MS; realNow() < deadline; await sleep(POLL_MS)) {
    const [row] = await ctx.db.run<{ count: number }>(count, [id, flowId]);
    if (row && row.count >= wanted) return;
  }
  throw new Error(`${wanted} people should have entered in ${PATIENCE_MS / 1_000} s.`);
}

async function mustHaveEntered({ ctx }: Stage, { id }: SeededShop, flowId: string, wanted: number): Promise<void> {
  const [row] = await ctx.db.run<{ count: number }>(entered, [id, flowId]);
  if (row?.count !== wanted) throw new Error(`${wanted} people should have entered, not ${row?.count}.`);
}

function cpuMicrosPer(people: number, { cpuSeconds }: Measured<unknown>): number {
  return (Object.values(cpuSeconds).reduce((sum, it) => sum + it, 0) * 1_000_000) / people;
}
