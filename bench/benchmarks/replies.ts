import { setTimeout as sleep } from "node:timers/promises";
import { afterTheRules } from "#domain/conversations/topics/collection/after-the-rules";
import { beforeTheRules } from "#domain/conversations/topics/collection/before-the-rules";
import { saveKeyword } from "#domain/keywords/save-keyword";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { percentiles } from "../report/percentiles.ts";
import { nextTuesday } from "../stage/clock.ts";
import { type Inbound, inboundOf } from "../stage/inbound.ts";
import { seedShop } from "../stage/seed.ts";
import { POSTGRES_SETTINGS } from "../stage/servers.ts";
import { shopper } from "../stage/shoppers.ts";
import { type Stage, setStage } from "../stage/stage.ts";

const PER_MINUTE = 1_000;
/** One text in so many is a STOP, from someone who writes nothing else. */
const STOPS = 10;
const KEYWORDS = 100;
const LONGEST_WAIT_MS = 120_000;

/** What people write, as the labelled replies have it, and the keywords. */
const BODIES = [...Object.values(beforeTheRules), ...Object.values(afterTheRules)].flat();

export const replies: Benchmark = {
  name: "replies",
  question: "While 1,000 texts a minute come in and are sorted, how soon does a STOP among them suppress its number?",
  goals: () => [
    { key: "textsPerMinute", atLeast: PER_MINUTE },
    { key: "stopP99Ms", below: 1_000 },
    { key: "lost", atMost: 0 },
  ],
  run: async (options) => {
    const seconds = options.isQuick ? 15 : 120;
    const stage = await setStage(options, { startsAt: nextTuesday("14:00"), hasWeb: true });
    const { shopId, phone } = await seed(stage);
    const inbound = inboundOf(options, stage.webUrl);
    const count = Math.round((PER_MINUTE * seconds) / 60);
    const { stopMs, answeredMs, tookMs } = await flood(options, stage, { inbound, shopId, to: phone, count, seconds });
    const sortedAfterMs = await untilSorted(stage, shopId, count);
    const [stopP50Ms = Number.NaN, stopP99Ms = Number.NaN] = percentiles(stopMs, [50, 99]);
    const [p50Ms = Number.NaN, p99Ms = Number.NaN] = percentiles(answeredMs, [50, 99]);
    return {
      scale: { texts: count, stops: stopMs.length, keywords: KEYWORDS, seconds },
      settings: { webProcesses: 1, workers: 1, ...POSTGRES_SETTINGS },
      values: {
        textsPerMinute: (count / tookMs) * 60_000,
        stopP99Ms,
        lost: count - (await stage.ctx.db.prisma.inboundText.count({ where: { shopId } })),
      },
      sides: { stops: { p50Ms: stopP50Ms, p99Ms: stopP99Ms }, others: { p50Ms, p99Ms, sortedAfterMs } },
      cpuSeconds: await stage.cpuSeconds(),
    };
  },
};

async function seed({ ctx, clock }: Stage): Promise<{ shopId: string; phone: string }> {
  const shop = await seedShop(ctx.db, { number: 1, partsPerSecond: 1_000, now: clock.now() });
  const { phone } = await ctx.db.prisma.sender.findFirstOrThrow({ where: { shopId: shop.id } });
  for (let i = 0; i < KEYWORDS; i += 1)
    await saveKeyword(ctx, shop.id, null, {
      ...{ words: [`CANDLE${i}`], answer: "Hi {{ customer.first_name }}, thank you for your text!", tag: "texted" },
      ...{ closedAnswer: null, hours: null, listId: null, joins: false, asksFirst: false, endsAt: null },
    });
  return { shopId: shop.id, phone };
}

interface Flood {
  inbound: Inbound;
  shopId: string;
  to: string;
  count: number;
  seconds: number;
}

/** Posts each text at its own moment, whether or not the ones before were answered. */
async function flood({ say }: RunOptions, stage: Stage, { inbound, shopId, to, count, seconds }: Flood) {
  const [stopMs, answeredMs]: [number[], number[]] = [[], []];
  const began = performance.now();
  const gapMs = (seconds * 1_000) / count;
  const posts = Array.from({ length: count }, async (_, i) => {
    await sleep(i * gapMs);
    const isStop = i % STOPS === STOPS - 1;
    const body = isStop ? "STOP" : i % 3 === 0 ? `candle${i % KEYWORDS}` : (BODIES[i % BODIES.length] ?? "");
    const from = shopper(i).phone;
    const at = performance.now();
    const status = await inbound({ from, to, body });
    if (status !== 200) throw new Error(`A text was answered with ${status}.`);
    answeredMs.push(performance.now() - at);
    if (isStop) stopMs.push(await untilSuppressed(stage, shopId, from, at));
  });
  await Promise.all(posts);
  say(`${count} texts in ${Math.round(performance.now() - began)} ms`);
  return { stopMs, answeredMs, tookMs: performance.now() - began };
}

/** From the moment at which the provider posted the STOP. */
async function untilSuppressed({ ctx }: Stage, shopId: string, from: string, at: number): Promise<number> {
  const where = { shopId, phoneHash: ctx.hashPhone(from), liftedAt: null };
  while ((await ctx.db.prisma.suppression.count({ where })) === 0) {
    if (performance.now() - at > LONGEST_WAIT_MS) throw new Error("A STOP did not suppress its number.");
    await sleep(10);
  }
  return performance.now() - at;
}

/** How long after the last text all of them were read and sorted. */
async function untilSorted({ ctx }: Stage, shopId: string, count: number): Promise<number> {
  const began = performance.now();
  while ((await ctx.db.prisma.inboundText.count({ where: { shopId } })) < count) {
    if (performance.now() - began > LONGEST_WAIT_MS) return LONGEST_WAIT_MS;
    await sleep(50);
  }
  return performance.now() - began;
}
