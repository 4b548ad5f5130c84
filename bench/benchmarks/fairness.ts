import { setTimeout as sleep } from "node:timers/promises";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { statement } from "#platform/sql/statement";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import type { Recorded } from "../carrier/recording.ts";
import { type PartsBySecond, partsBetween, partsBySecond, worstJainIndex } from "../report/shares.ts";
import { linesOverTime, type Point } from "../report/timeline-chart.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { type BenchCampaign, realNow, sendCampaign, until, untilCounted } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { addSenders, liftFrequencyCaps, type SeededShop, seedShop, weigh } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";

const SHOPS = 20;
const SMALL = 1_000;
const WINDOW_SECONDS = 10;
/** The parts of one turn: what a shop may send before the next one's turn comes. */
const TURN_PARTS = 250;
/** Far above what the machine can do: no sender's own limit is measured here. */
const PARTS_PER_SECOND = 100_000;
/** Beside: a shop with this weight, and one with so many senders and campaigns. */
const HEAVY = 3;
const SENDERS = 5;

export const fairness: Benchmark = {
  name: "fairness",
  question:
    "Does a shop with a thousand texts wait for twenty shops with a hundred thousand each, and do these share alike?",
  goals: () => [
    { key: "finishOverFairShare", atMost: 1.1 },
    { key: "jainIndex", atLeast: 0.99 },
    { key: "weight3OverWeight1", atLeast: 2.9 },
    { key: "weight3OverWeight1", atMost: 3.1 },
  ],
  run: async (options) => {
    const scale = options.isQuick
      ? { shops: SHOPS, recipientsEach: 15_000, small: SMALL / 10, seconds: 12, secondsBeside: 0 }
      : { shops: SHOPS, recipientsEach: 100_000, small: SMALL, seconds: 40, secondsBeside: 20 };
    const stage = await setStage(options, { startsAt: nextTuesday("14:00") });
    const { big, small } = await seed(options, stage, scale);
    const [first, second, third] = small;
    const campaigns = await startAll(stage, big);

    const cpuBefore = await stage.cpuSeconds();
    const main = await measure(stage, big, first, scale.seconds);
    const cpuSeconds = cpuBetween(cpuBefore, await stage.cpuSeconds());
    const sides: Record<string, Record<string, number>> = { twentyShops: main.figures };
    if (scale.secondsBeside > 0) {
      options.say("The same with a carrier that takes 150 ms, then with two sending processes");
      await stage.carrier.set({ latencyMs: 150 });
      sides.carrier150Ms = (await measure(stage, big, second, scale.secondsBeside)).figures;
      await stage.carrier.set({ latencyMs: 0 });
      await stage.addWorker();
      sides.twoProcesses = (await measure(stage, big, third, scale.secondsBeside)).figures;
    }
    await mustHaveParts(stage, partsOfShop(big));
    for (const { shopId, id } of campaigns) await cancelCampaign(stage.ctx, shopId, id);
    options.say(`Then one shop with weight ${HEAVY}, and one with ${SENDERS} senders and campaigns`);
    const weights = await measureWeights(stage, big, Math.max(scale.secondsBeside, WINDOW_SECONDS));
    sides.weights = weights;

    return {
      scale,
      settings: { sendingProcesses: 1, carrierMs: 0, turnParts: TURN_PARTS, senderPartsPerSecond: PARTS_PER_SECOND },
      values: {
        finishOverFairShare: main.figures.finishOverFairShare,
        jainIndex: main.figures.jainIndex,
        weight3OverWeight1: weights.weight3OverWeight1,
      },
      sides,
      cpuSeconds,
      chart: chartOf(main.rows, big, first, scale.seconds),
    };
  },
};

interface Shops {
  big: SeededShop[];
  /** One for each measurement. */
  small: [SeededShop, SeededShop, SeededShop];
}

async function seed(
  options: RunOptions,
  { ctx, clock }: Stage,
  scale: { recipientsEach: number; small: number },
): Promise<Shops> {
  const now = clock.now();
  let number = 0;
  async function aShop(): Promise<SeededShop> {
    number += 1;
    return seedShop(ctx.db, { number, partsPerSecond: PARTS_PER_SECOND, now });
  }
  options.say(`Inserting ${SHOPS} × ${scale.recipientsEach.toLocaleString("en")} subscribers`);
  const big: SeededShop[] = [];
  for (let index = 0; index < SHOPS; index += 1) {
    const shop = await aShop();
    // In fifths, for the shop that will send five campaigns.
    const count = scale.recipientsEach / SENDERS;
    for (let fifth = 0; fifth < SENDERS; fifth += 1)
      await insertAudience(ctx.db, { shopId: shop.id, first: fifth * count, count, tags: [tagOf(fifth)], now });
    big.push(shop);
  }
  const small: Shops["small"] = [await aShop(), await aShop(), await aShop()];
  for (const { id } of small) await insertAudience(ctx.db, { shopId: id, count: scale.small, now });
  await liftFrequencyCaps(ctx.db);
  await settleAudiences(ctx.db);
  return { big, small };
}

/** Every other shop sends texts of two parts: shares are counted in parts. */
function partsOfShop(big: SeededShop[]): (shopId: string) => 1 | 2 {
  const double = new Set(big.filter((_, index) => index % 2 === 1).map(({ id }) => id));
  return (shopId) => (double.has(shopId) ? 2 : 1);
}

const measuredParts = statement(
  "bench-parts",
  `SELECT shop_id AS "shopId", min(parts) AS least, max(parts) AS most FROM messages WHERE parts IS NOT NULL GROUP BY shop_id`,
);

/** The carrier's record holds texts; what they came to in parts must be what was reckoned with. */
async function mustHaveParts({ ctx }: Stage, partsOf: (shopId: string) => number): Promise<void> {
  const rows = await ctx.db.run<{ shopId: string; least: number; most: number }>(measuredParts);
  const wrong = rows.find(({ shopId, least, most }) => least !== partsOf(shopId) || most !== partsOf(shopId));
  if (wrong) throw new Error(`A shop's texts came to ${wrong.least} to ${wrong.most} parts.`);
}

/** Resolves when all of them are counted and each has sent something. */
async function startAll({ ctx, carrier }: Stage, big: SeededShop[]): Promise<BenchCampaign[]> {
  const partsOf = partsOfShop(big);
  const campaigns: BenchCampaign[] = [];
  for (const { id } of big) campaigns.push(await sendCampaign(ctx, id, { parts: partsOf(id) }));
  for (const campaign of campaigns) await untilCounted(ctx, campaign);
  await until("every shop's first text", 60_000, async () => {
    return Object.keys((await carrier.counts()).recordedByShop).length >= big.length || null;
  });
  return campaigns;
}

interface Measured {
  figures: { finishOverFairShare: number; jainIndex: number } & Record<string, number>;
  rows: PartsBySecond;
}

/** A quarter of the time without the small shop, then its campaign, then on to the end. */
async function measure(stage: Stage, big: SeededShop[], small: SeededShop, seconds: number): Promise<Measured> {
  const { ctx, carrier } = stage;
  const partsOf = partsOfShop(big);
  await carrier.recorded(true);
  const beganAt = realNow();
  await sleep((seconds / 4) * 1_000);
  const campaign = await sendCampaign(ctx, small.id);
  const { audience } = await untilCounted(ctx, campaign);
  await until("the small shop's last text", 120_000, async () => {
    return ((await carrier.counts()).recordedByShop[small.id] ?? 0) >= audience || null;
  });
  await sleep(Math.max(0, beganAt + seconds * 1_000 - realNow()));
  const recorded = await carrier.recorded();
  const finishedAt = lastOf(recorded, small.id);
  const watched = Math.max(seconds, Math.ceil((finishedAt - beganAt) / 1_000));
  const rows = partsBySecond(recorded, beganAt, watched, partsOf);

  const perMs = partsIn(recorded, campaign.clickedAt, finishedAt, partsOf) / (finishedAt - campaign.clickedAt);
  const fairShareMs = audience / (perMs / (big.length + 1));
  const roundMs = ((big.length + 1) * TURN_PARTS) / perMs;
  const finishMs = finishedAt - campaign.clickedAt;
  const ids = big.map(({ id }) => id);
  return {
    figures: {
      finishOverFairShare: finishMs / fairShareMs,
      jainIndex: worstJainIndex(rows, ids, WINDOW_SECONDS, watched),
      finishMs,
      fairShareMs,
      roundMs,
      partsPerSecond: perMs * 1_000,
    },
    rows,
  };
}

interface Weights extends Record<string, number> {
  weight3OverWeight1: number;
}

/** All shops begin again, with one-part texts; one weighs three, another has five of everything. */
async function measureWeights(stage: Stage, big: SeededShop[], seconds: number): Promise<Weights> {
  const { ctx, carrier } = stage;
  const [heavy, many, ...plain] = big.map(({ id }) => id);
  if (heavy === undefined || many === undefined) throw new Error("Too few shops.");
  await weigh(ctx.db, heavy, HEAVY);
  const senderIds = await addSenders(ctx.db, many, SENDERS - 1, PARTS_PER_SECOND);
  const campaigns: BenchCampaign[] = [];
  for (const id of [heavy, ...plain]) campaigns.push(await sendCampaign(ctx, id));
  for (const [index, senderId] of [undefined, ...senderIds].entries())
    campaigns.push(await sendCampaign(ctx, many, { tag: tagOf(index), ...(senderId !== undefined && { senderId }) }));
  for (const campaign of campaigns) await untilCounted(ctx, campaign);
  await carrier.recorded(true);
  const beganAt = realNow();
  await sleep(seconds * 1_000);
  const rows = partsBySecond(await carrier.recorded(), beganAt, seconds, () => 1);
  const usual = partsBetween(rows, plain, 0, seconds).reduce((sum, parts) => sum + parts, 0) / plain.length;
  const [ofHeavy = 0, ofMany = 0] = partsBetween(rows, [heavy, many], 0, seconds);
  return {
    weight3OverWeight1: ofHeavy / usual,
    [`${SENDERS}SendersOver1`]: ofMany / usual,
    jainIndexOfTheOthers: worstJainIndex(rows, plain, WINDOW_SECONDS, seconds),
  };
}

function tagOf(fifth: number): string {
  return `fifth-${fifth + 1}`;
}

function lastOf({ count, at, shop, shops }: Recorded, shopId: string): number {
  const place = shops.indexOf(shopId);
  let last = 0;
  for (let index = 0; index < count; index += 1) if (shop[index] === place) last = Math.max(last, at[index] ?? 0);
  return last;
}

function partsIn(
  { count, at, shop, shops }: Recorded,
  from: number,
  to: number,
  partsOf: (shopId: string) => number,
): number {
  let parts = 0;
  for (let index = 0; index < count; index += 1) {
    const time = at[index] ?? 0;
    if (time >= from && time <= to) parts += partsOf(shops[shop[index] ?? -1] ?? "");
  }
  return parts;
}

function chartOf(rows: PartsBySecond, big: SeededShop[], small: SeededShop, seconds: number) {
  const pointsOf = (id: string): Point[] =>
    Array.from({ length: seconds }, (_, second) => [second, rows.get(id)?.[second] ?? 0]);
  const kinds = {
    "the small shop": pointsOf(small.id),
    ...Object.fromEntries(big.map(({ id }, index) => [`shop ${index + 1}`, pointsOf(id)])),
  };
  return linesOverTime("Twenty full shops, and one with a thousand texts", "parts per second", kinds, {
    isStacked: true,
    named: ["the small shop", "shop 1", "shop 2"],
  });
}
