import { statement } from "#platform/sql/statement";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { doublesIn } from "../carrier/recording.ts";
import { percentile } from "../report/percentiles.ts";
import { dotsOverTime, type Point } from "../report/timeline-chart.ts";
import { realNow, until } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { publishFlows } from "../stage/live-flows.ts";
import { type SeededShop, seedShop } from "../stage/seed.ts";
import { type Posted, postAtPace, type ShopperEvent, type Store, storeOf } from "../stage/shoppers.ts";
import { type Stage, setStage } from "../stage/stage.ts";
import { type EventBook, eventBook, phoneNumber } from "../storm/event-book.ts";
import { accountFor, type Delay, delaysOf, handOffsIn, recoveredAfter } from "../storm/outcome.ts";

const SHOPS = 4;
const OUTAGE_HOURS = 6;
/** The clock moves on by half an hour, and that half hour's events are told. */
const STEPS = 12;
/** Of the capacity. */
const BASE_LOAD = 0.15;
const STORM_FACTOR = 5;
const URGENT_LIMIT_MS = 3_000;
/** How fast the events of the outage are told. */
const TOLD_PER_SECOND = 200;
/** Of the carts of the outage, so many are bought an hour later. */
const BOUGHT = 0.3;
/** Of the orders of the first two hours, so many come too late to be confirmed before the provider is back. */
const LATE = 0.1;
const DAYS_2_MS = 48 * 3_600_000;
const PATIENCE_MS = 120_000;

export const storm: Benchmark = {
  name: "storm",
  question: "After six hours without a provider, under five-fold traffic: how soon are urgent texts on time again?",
  goals: () => [
    { key: "overMinimum", atMost: 1.3 },
    { key: "lost", atMost: 0 },
    { key: "doubled", atMost: 0 },
  ],
  run: async (options) => {
    // The capacity is the senders'; the backlog is what the spare capacity works off in so many seconds.
    const size = options.isQuick
      ? { capacity: 100, calmSeconds: 4, drainSeconds: 8, tailSeconds: 6 }
      : { capacity: 400, calmSeconds: 20, drainSeconds: 90, tailSeconds: 15 };
    const load = loadsOf(size.capacity);
    const stage = await setStage(options, { startsAt: nextTuesday("12:30"), hasWeb: true });
    await stage.carrier.set({ keepsWords: true });
    const book = eventBook(await seed(stage, size.capacity), stage.clock);
    const cpuBefore = await stage.cpuSeconds();
    const course = await runCourse(options, stage, { book, load, size });
    const cpuSeconds = cpuBetween(cpuBefore, await stage.cpuSeconds());
    const { minimum, outage, stormSeconds } = course;
    const { account, calm, orders, carts } = await judgeCourse(stage, book, course);
    const urgent = recoveredAfter(orders, URGENT_LIMIT_MS, stormSeconds);
    const everything = recoveredAfter([...orders, ...carts], URGENT_LIMIT_MS, stormSeconds);
    return {
      scale: {
        outageHours: OUTAGE_HOURS,
        eventsOfTheOutage: outage.length,
        oneOf: (OUTAGE_HOURS * 3_600 * load.base) / outage.length,
        stormSeconds,
      },
      settings: {
        ...{ sendingProcesses: 1, shops: SHOPS, capacityPerSecond: load.capacity, basePerSecond: load.base },
        ...{ stormPerSecond: load.storm, sparePerSecond: load.spare, boughtShare: BOUGHT, lateShare: LATE },
      },
      values: { overMinimum: urgent / minimum.urgent, ...account },
      sides: {
        calm: { p99Ms: p99Of(calm) },
        urgent: { backlog: minimum.urgentBacklog, minimumSeconds: minimum.urgent, recoveredSeconds: urgent },
        everything: {
          ...{ backlog: minimum.backlog, minimumSeconds: minimum.everything, recoveredSeconds: everything },
          overMinimum: everything / minimum.everything,
        },
        ends: await endsOf(stage),
      },
      cpuSeconds,
      chart: dotsOverTime("From event to provider after six hours without one", "ms", {
        "order texts": orders.map(pointOf),
        "cart texts": carts.map(pointOf),
      }),
    };
  },
};

interface CourseOptions {
  book: EventBook;
  load: Load;
  size: { calmSeconds: number; drainSeconds: number; tailSeconds: number };
}

/** What was told when, and when the provider came back. */
interface Course {
  calm: Posted[];
  outage: Posted[];
  storm: Posted[];
  stormSeconds: number;
  /** Real time. */
  backAt: number;
  minimum: ReturnType<typeof minimumSeconds>;
}

async function runCourse(options: RunOptions, stage: Stage, { book, load, size }: CourseOptions): Promise<Course> {
  const store = storeOf(options, stage.webUrl);
  options.say("Calm");
  const calm = await postAtPace(store, alternating(book), load.base, size.calmSeconds);
  const outage = await goThroughOutage(options, stage, { store, book, texts: load.spare * size.drainSeconds });
  options.say(`The provider is back; ${load.storm} events a second`);
  const backAt = realNow();
  await stage.carrier.set({ mode: "answering" });
  const minimum = minimumSeconds(outage, load, book);
  const stormSeconds = Math.ceil(minimum.everything * 1.5 + size.tailSeconds);
  const storm = await postAtPace(store, alternating(book), load.storm, stormSeconds);
  await untilIdle(stage);
  return { calm, outage, storm, stormSeconds, backAt, minimum };
}

async function judgeCourse({ carrier }: Stage, { fates }: EventBook, { calm, storm: told, backAt }: Course) {
  const recorded = await carrier.recorded();
  const handOffs = handOffsIn(recorded);
  const account = accountFor(fates, handOffs);
  return {
    account: { ...account, doubled: Math.max(account.doubled, doublesIn(recorded)) },
    calm: delaysOf(calm, handOffs, backAt),
    orders: delaysOf(told.filter(isOrder), handOffs, backAt),
    carts: delaysOf(told.filter(isCart), handOffs, backAt),
  };
}

/** Events a second. Every event is one text of one part. */
interface Load {
  capacity: number;
  base: number;
  storm: number;
  spare: number;
}

function loadsOf(capacity: number): Load {
  const base = capacity * BASE_LOAD;
  return { capacity, base, storm: base * STORM_FACTOR, spare: capacity - base * STORM_FACTOR };
}

/** Their flows have been live for two days: an order of yesterday is news. */
async function seed({ ctx, clock }: Stage, capacity: number): Promise<SeededShop[]> {
  const now = clock.now();
  const earlier = { ...ctx, clock: { now: () => new Date(now.getTime() - DAYS_2_MS) } };
  const shops: SeededShop[] = [];
  for (let number = 1; number <= SHOPS; number += 1) {
    const shop = await seedShop(ctx.db, { number, partsPerSecond: capacity / SHOPS, now });
    await publishFlows(earlier, shop.id);
    shops.push(shop);
  }
  return shops;
}

/** Orders and carts in turn. */
function alternating(book: EventBook): () => ShopperEvent {
  let count = 0;
  return () => {
    count += 1;
    return count % 2 === 0 ? book.order() : book.cart();
  };
}

interface OutageOptions {
  store: Store;
  book: EventBook;
  /** How many texts shall still be worth sending at the end. */
  texts: number;
}

/** Stops the provider and lets six hours pass, each half hour with its share of the base load. Returns what was told. */
async function goThroughOutage(
  { say }: RunOptions,
  { carrier, clock }: Stage,
  { store, book, texts }: OutageOptions,
): Promise<Posted[]> {
  await carrier.set({ mode: "refusing" });
  const posted: Posted[] = [];
  const bought: ShopperEvent[][] = [];
  const next = alternating(book);
  const perStep = Math.round(texts / STEPS);
  for (let step = 0; step < STEPS; step += 1) {
    say(`The provider is away, ${(step * OUTAGE_HOURS) / STEPS} h`);
    const events: (() => ShopperEvent)[] = (bought[step] ?? []).map((cart) => () => book.purchase(cart));
    const mayBeLate = step < STEPS / 3;
    while (events.length < perStep) {
      const isLate = mayBeLate && events.length % Math.round(2 / LATE) === 1;
      events.push(isLate ? book.lateOrder : next);
    }
    const told = await postAtPace(store, taking(events), TOLD_PER_SECOND, events.length / TOLD_PER_SECOND);
    posted.push(...told);
    const carts = told.filter(isCart).map(({ event }) => event);
    bought[step + 2] = carts.slice(0, Math.round(carts.length * BOUGHT));
    await clock.moveTo(new Date(clock.now().getTime() + (OUTAGE_HOURS / STEPS) * 3_600_000));
  }
  return posted;
}

function taking(events: (() => ShopperEvent)[]): () => ShopperEvent {
  const left = events[Symbol.iterator]();
  return () => {
    const { value } = left.next();
    if (!value) throw new Error("More events were asked for than there are.");
    return value();
  };
}

/** What no sender could do better: the backlog at the capacity that the new traffic leaves. */
function minimumSeconds(outage: Posted[], load: Load, { fates }: EventBook) {
  const shoppers = new Set(outage.map(({ event }) => phoneNumber(event.shopper)));
  const worth = [...shoppers].map((phone) => fates.get(phone)).filter((fate) => fate !== "no text");
  const urgentBacklog = worth.filter((fate) => fate === "order text").length;
  return {
    backlog: worth.length,
    urgentBacklog,
    // Urgent texts go first, so that the other half of the new traffic takes nothing from them.
    urgent: urgentBacklog / (load.capacity - load.storm / 2),
    everything: worth.length / load.spare,
  };
}

const open = statement(
  "bench-open-texts",
  "SELECT count(*)::int AS open FROM messages WHERE state IN ('waiting', 'sending') OR (state = 'unknown' AND ask_at IS NOT NULL)",
);
const pending = statement(
  "bench-pending-intake",
  "SELECT count(*)::int AS pending FROM intake WHERE state = 'pending'",
);
const ends = statement(
  "bench-ends",
  `SELECT CASE WHEN reason IS NULL THEN state ELSE state || ' ' || reason END AS "end", count(*)::int AS texts
   FROM messages GROUP BY 1 ORDER BY 2 DESC`,
);

/** Resolves when every text has an end that time alone will not change. */
async function untilIdle({ ctx: { db } }: Stage): Promise<void> {
  await until(
    "every text's end",
    PATIENCE_MS,
    async () => {
      const [[texts], [news]] = [await db.run<{ open: number }>(open), await db.run<{ pending: number }>(pending)];
      return (texts?.open === 0 && news?.pending === 0) || null;
    },
    500,
  );
}

async function endsOf({ ctx: { db } }: Stage): Promise<Record<string, number>> {
  const rows = await db.run<{ end: string; texts: number }>(ends);
  return Object.fromEntries(rows.map(({ end, texts }) => [end, texts]));
}

function isOrder({ event }: Posted): boolean {
  return event.topic === "orders/create";
}

function isCart({ event }: Posted): boolean {
  return event.topic === "checkouts/create";
}

function p99Of(delays: Delay[]): number {
  return percentile(
    delays.map(({ ms }) => ms),
    99,
  );
}

function pointOf({ second, ms }: Delay): Point {
  return [second, ms];
}
