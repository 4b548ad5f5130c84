import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { statement } from "#platform/sql/statement";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { median } from "../report/percentiles.ts";
import { barChart } from "../report/picture.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { sendCampaign, untilCounted } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { bytesBetween, type DatabaseBytes, readDatabaseBytes } from "../stage/database-bytes.ts";
import { publishFlows } from "../stage/live-flows.ts";
import { beside, ORDERS_PER_SECOND, type Orders } from "../stage/order-texts.ts";
import { liftFrequencyCaps, type SeededShop, seedShop } from "../stage/seed.ts";
import { type ShopperEvent, shopper, storeOf } from "../stage/shoppers.ts";
import { type Stage, setStage } from "../stage/stage.ts";
import { RECEIPTS, untilWritten } from "../stage/whole-campaign.ts";

const PARTS_PER_SECOND = 100_000;
/** Of a campaign's people, how many tap their link. */
const TAPS_PER_CAMPAIGN = 500;
const TAPS_AT_ONCE = 16;
const MOST_TRIES = 60;
const MEGABYTE = 1024 ** 2;
/** A bot's tap is not a click, and undici names itself. */
const PHONE_BROWSER =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1";

const someLinks = statement(
  "soak-links",
  `SELECT link_code AS code FROM messages WHERE shop_id = $1 AND source_id = $2 AND link_code IS NOT NULL ORDER BY id LIMIT $3`,
);

/** What one campaign came to. */
interface Round {
  texts: number;
  seconds: number;
  orderP50Ms: number;
  orderP99Ms: number;
  ordersMissing: number;
  memoryBytes: number;
  /** CPU seconds by process. */
  cpuSeconds: Record<string, number>;
  databaseBytes: DatabaseBytes;
}

interface Progress {
  shop: SeededShop;
  orders: number;
  /** How often one of them was answered 503 and posted again. */
  refusals: number;
  /** Business time at which the next run begins. */
  at: string;
  rounds: Round[];
}

export const soak: Benchmark = {
  name: "soak",
  question:
    "Do ten million texts with two receipts each, and clicks, cost at the end what they cost at the beginning, in time and in memory?",
  flags: {
    texts: { type: "string", meaning: "how many; 10,000,000 when absent" },
    keep: { type: "string", meaning: "a name: what was done is kept under it, and the next run with it goes on" },
  },
  goals: () => [
    { key: "lastOverFirst", atMost: 1.1 },
    { key: "memoryLastOverFirst", atMost: 1.1 },
  ],
  run: async (options) => {
    const { texts, keep } = options.flags;
    const scale = options.isQuick
      ? { texts: 24_000, audience: 3_000 }
      : { texts: typeof texts === "string" ? Number(texts.replaceAll(/[_,]/g, "")) : 10_000_000, audience: 250_000 };
    const keptAs = typeof keep === "string" ? keep : undefined;
    const startsAt = nextTuesday("14:00");
    const stage = await setStage(options, { startsAt, hasWeb: true, ...(keptAs !== undefined && { keptAs }) });
    const progressFile = join(stage.servers.folder, "soak.json");
    const progress = existsSync(progressFile)
      ? (JSON.parse(readFileSync(progressFile, "utf8")) as Progress)
      : {
          shop: await seed(options, stage, scale.audience),
          orders: 0,
          refusals: 0,
          at: startsAt.toISOString(),
          rounds: [],
        };
    if (new Date(progress.at) > stage.clock.now()) await stage.clock.moveTo(new Date(progress.at));

    await stage.carrier.set({ receipts: RECEIPTS });
    const orders = ordersOf(options, stage, progress);
    while (sum(progress.rounds.map((it) => it.texts)) < scale.texts) {
      const round = await play(options, stage, progress.shop, orders);
      progress.rounds.push(round);
      progress.at = stage.clock.now().toISOString();
      writeFileSync(`${progressFile}.new`, JSON.stringify(progress));
      renameSync(`${progressFile}.new`, progressFile);
      options.say(
        `${sum(progress.rounds.map((it) => it.texts)).toLocaleString("en")} of ${scale.texts.toLocaleString("en")} texts; ` +
          `${Math.round(round.texts / round.seconds)} a second; order texts p99 ${Math.round(round.orderP99Ms)} ms; ` +
          `${Math.round(round.memoryBytes / MEGABYTE)} MB; ${Math.round(productMicros([round]))} CPU µs a text`,
      );
    }
    return result(progress, scale);
  },
};

function result({ rounds, refusals }: Progress, scale: Record<string, number>) {
  // The first campaign warms the processes up.
  const measured = rounds.length > 3 ? rounds.slice(1) : rounds;
  const tenth = Math.max(1, Math.round(measured.length / 10));
  const [first, last] = [figuresOf(measured.slice(0, tenth)), figuresOf(measured.slice(-tenth))];
  return {
    scale: { ...scale, campaigns: rounds.length, ordersPerSecond: ORDERS_PER_SECOND },
    settings: { sendingProcesses: 1, receiptsPerText: 2, senderPartsPerSecond: PARTS_PER_SECOND },
    values: {
      lastOverFirst: last.microsPerText / first.microsPerText,
      cpuLastOverFirst: last.cpuMicrosPerText / first.cpuMicrosPerText,
      memoryLastOverFirst: last.megabytes / first.megabytes,
      orderTextP99Ms: last.orderP99Ms,
      ordersMissing: sum(rounds.map((it) => it.ordersMissing)),
      refusals,
    },
    sides: {
      first,
      last,
      cpuMicrosPerText: cpuMicrosOf(measured),
      bytesPerText: bytesOf(measured),
    },
    chart: barChart("A text with its receipts, at the beginning and at the end", "µs", {
      "first tenth": first.microsPerText,
      "last tenth": last.microsPerText,
    }),
  };
}

function figuresOf(rounds: Round[]) {
  return {
    texts: sum(rounds.map((it) => it.texts)),
    microsPerText: (sum(rounds.map((it) => it.seconds)) * 1_000_000) / sum(rounds.map((it) => it.texts)),
    orderP50Ms: median(rounds.map((it) => it.orderP50Ms)),
    orderP99Ms: median(rounds.map((it) => it.orderP99Ms)),
    megabytes: median(rounds.map((it) => it.memoryBytes / MEGABYTE)),
    cpuMicrosPerText: productMicros(rounds),
  };
}

/** Without the carrier, which is the provider's machine elsewhere. */
function productMicros(rounds: Round[]): number {
  const { carrier = 0, ...ours } = cpuMicrosOf(rounds);
  return sum(Object.values(ours));
}

/** CPU µs of each process for a text with its receipts, and for the order texts beside it. */
function cpuMicrosOf(rounds: Round[]): Record<string, number> {
  return perText(
    rounds,
    rounds.map((it) => it.cpuSeconds),
    1_000_000,
  );
}

/** Log of changes, all tables, and each table of which a text takes a byte or more. */
function bytesOf(rounds: Round[]): Record<string, number> {
  const tables = perText(
    rounds,
    rounds.map((it) => it.databaseBytes.tables),
  );
  return {
    wal: sum(rounds.map((it) => it.databaseBytes.wal)) / sum(rounds.map((it) => it.texts)),
    tables: sum(Object.values(tables)),
    ...Object.fromEntries(Object.entries(tables).filter(([, bytes]) => bytes >= 1)),
  };
}

/** The sum of each figure over all rounds, for one text. */
function perText(rounds: Round[], figures: Record<string, number>[], factor = 1): Record<string, number> {
  const texts = sum(rounds.map((it) => it.texts));
  const names = new Set(figures.flatMap((it) => Object.keys(it)));
  return Object.fromEntries(
    [...names].map((name) => [name, (sum(figures.map((it) => it[name] ?? 0)) * factor) / texts]),
  );
}

async function seed(options: RunOptions, { ctx, clock }: Stage, people: number): Promise<SeededShop> {
  options.say(`Inserting ${people.toLocaleString("en")} subscribers`);
  const shop = await seedShop(ctx.db, { partsPerSecond: PARTS_PER_SECOND, now: clock.now() });
  await publishFlows(ctx, shop.id);
  await insertAudience(ctx.db, { shopId: shop.id, count: people, now: clock.now() });
  // The same people are texted by one campaign after the other.
  await liftFrequencyCaps(ctx.db);
  await settleAudiences(ctx.db);
  return shop;
}

/** Each order is someone new's, also after a run was taken up again. */
function ordersOf(options: RunOptions, { webUrl, clock }: Stage, progress: Progress): Orders {
  const next = (): ShopperEvent => {
    progress.orders += 1;
    const { domain } = progress.shop;
    return { topic: "orders/create", shopDomain: domain, shopper: shopper(progress.orders), at: clock.now() };
  };
  const store = storeOf(options, webUrl);
  /** As a store does when the app can't take a webhook; the text's time counts from the first try. */
  async function post(event: ShopperEvent): Promise<number> {
    for (let tries = 1; ; tries += 1) {
      const status = await store(event);
      if (status !== 503 || tries === MOST_TRIES) return status;
      progress.refusals += 1;
      await sleep(1_000);
    }
  }
  return { post, next };
}

/** One campaign to everyone until its last receipt is applied, with orders beside it and taps after it. */
async function play(options: RunOptions, stage: Stage, { id: shopId }: SeededShop, orders: Orders): Promise<Round> {
  const bytesBefore = await readDatabaseBytes(stage.ctx.db);
  const measured = await beside(stage, orders, async () => {
    const campaign = await sendCampaign(stage.ctx, shopId);
    const { audience } = await untilCounted(stage.ctx, campaign);
    await untilWritten(stage.ctx, campaign, audience, true);
    return { campaign, audience };
  });
  const { campaign, audience } = measured.result;
  await tap(
    options,
    stage,
    await stage.ctx.db.run<{ code: string }>(someLinks, [shopId, campaign.id, TAPS_PER_CAMPAIGN]),
  );
  return {
    texts: audience,
    seconds: measured.seconds,
    orderP50Ms: measured.p50Ms,
    orderP99Ms: measured.p99Ms,
    ordersMissing: measured.missing,
    memoryBytes: stage.memoryBytes(),
    cpuSeconds: measured.cpuSeconds,
    databaseBytes: bytesBetween(bytesBefore, await readDatabaseBytes(stage.ctx.db)),
  };
}

async function tap(options: RunOptions, { webUrl }: Stage, links: { code: string }[]): Promise<void> {
  if (links.length === 0) throw new Error("The campaign’s texts have no links to tap.");
  const pool = new Pool(webUrl, { connections: TAPS_AT_ONCE });
  options.onEnd(() => pool.destroy());
  for (let begin = 0; begin < links.length; begin += TAPS_AT_ONCE)
    await Promise.all(
      links.slice(begin, begin + TAPS_AT_ONCE).map(async ({ code }) => {
        const answer = await pool.request({
          method: "GET",
          path: `/l/${code}`,
          headers: { "user-agent": PHONE_BROWSER },
        });
        await answer.body.dump();
        if (answer.statusCode !== 302) throw new Error(`A short link was answered with ${answer.statusCode}.`);
      }),
    );
  await pool.close();
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
