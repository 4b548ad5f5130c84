import { readFileSync } from "node:fs";
import { newCode } from "#domain/links/code";
import { readConfig } from "#platform/config";
import { newId } from "#platform/ids";
import { tokenCipher } from "#platform/token-cipher";
import { waitForEnd } from "../../bin/demo/part.ts";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { admitMerchant } from "../neighbors/merchant.ts";
import { type Measured, otherShop } from "../neighbors/other-shop.ts";
import type { AttackPlan, AttackResult } from "../neighbors/plan.ts";
import { percentiles } from "../report/percentiles.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { publishFlows } from "../stage/live-flows.ts";
import { environmentOn, startScript } from "../stage/processes.ts";
import { seedShop } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";

/** A ratio or an absolute p99: where calm answers take a millisecond, twice that is no one's trouble. */
const MOST_RATIO = 2;
const ENOUGH_MS = 100;
/** The attack needs a moment before everything goes on at once. */
const LEAD_SECONDS = 3;

export const neighbors: Benchmark = {
  name: "neighbors",
  question: "How much slower are a shop's STOPs, order texts and webhooks while another shop does its worst?",
  goals: () => [
    { key: "goalsMissed", atMost: 0 },
    { key: "status503", atMost: 0 },
    { key: "notAnswered200", atMost: 0 },
    { key: "orderTextsMissing", atMost: 0 },
  ],
  run: async (options) => {
    const scale = options.isQuick
      ? { subscribers: 20_000, warmSeconds: 2, calmSeconds: 6, worstSeconds: 10 }
      : { subscribers: 300_000, warmSeconds: 5, calmSeconds: 40, worstSeconds: 60 };
    const stage = await setStage(options, { startsAt: nextTuesday("14:00"), hasWeb: true });
    const { shop, phone, plan } = await seed(options, stage, scale);
    const measure = otherShop(options, stage, shop, phone);
    await measure(scale.warmSeconds);
    options.say("Calm");
    const calm = await measure(scale.calmSeconds);
    options.say("Beside another shop's worst");
    const attack = startAttack(options, stage, plan);
    await attack.underWay;
    const cpuBefore = await stage.cpuSeconds();
    const worst = await measure(scale.worstSeconds);
    const cpuSeconds = cpuBetween(cpuBefore, await stage.cpuSeconds());
    const answers = await attack.result();
    return {
      scale,
      settings: { webProcesses: 1, sendingProcesses: 1, carrierMs: 0, mostRatio: MOST_RATIO, enoughMs: ENOUGH_MS },
      values: valuesOf(calm, worst),
      sides: {
        calm: figuresOf(calm),
        besideTheWorst: figuresOf(worst),
        ...Object.fromEntries(Object.entries(answers).map(([name, statuses]) => [`attack ${name}`, statuses])),
      },
      cpuSeconds,
    };
  },
};

async function seed(options: RunOptions, stage: Stage, scale: { subscribers: number; worstSeconds: number }) {
  const { ctx, clock, servers, webUrl } = stage;
  const now = clock.now();
  options.say(`Inserting ${scale.subscribers.toLocaleString("en")} subscribers`);
  const shop = await seedShop(ctx.db, { number: 1, partsPerSecond: 100_000, now });
  const bad = await seedShop(ctx.db, { number: 2, now });
  await publishFlows(ctx, shop.id);
  await insertAudience(ctx.db, { shopId: bad.id, count: scale.subscribers, now });
  await settleAudiences(ctx.db);
  await admitMerchant(ctx.db, tokenCipher(readConfig(environmentOn(servers)).ENCRYPTION_KEYS), bad.domain);
  const { phone } = await ctx.db.prisma.sender.findFirstOrThrow({ where: { shopId: shop.id } });
  const linkCode = await aLink(stage, bad.id);
  const seconds = LEAD_SECONDS + scale.worstSeconds;
  const plan: AttackPlan = { url: webUrl, seconds, domain: bad.domain, senderId: bad.senderId, linkCode };
  return { shop, phone, plan };
}

/** Of a text that was never sent: a click finds the link, and that is what it costs. */
async function aLink({ ctx: { db }, clock }: Stage, shopId: string): Promise<string> {
  const code = newCode();
  const { id: subscriberId } = await db.prisma.subscriber.findFirstOrThrow({ where: { shopId } });
  const createdAt = clock.now();
  const messageMonth = new Date(Date.UTC(createdAt.getUTCFullYear(), createdAt.getUTCMonth(), 1));
  await db.prisma.shortLink.create({
    data: {
      code,
      shopId,
      messageMonth,
      messageId: newId(),
      subscriberId,
      targetUrl: "https://example.com/",
      createdAt,
    },
  });
  return code;
}

function startAttack(options: RunOptions, { servers }: Stage, plan: AttackPlan) {
  const args = [JSON.stringify(plan)];
  const { part } = startScript(options, servers, "bench/neighbors/main.ts", { name: "worst", args });
  const underWay = new Promise<void>((resolve) => void setTimeout(resolve, LEAD_SECONDS * 1_000));
  return {
    underWay,
    async result(): Promise<AttackResult> {
      await waitForEnd(part);
      const line = /^result (.*)$/m.exec(readFileSync(part.logFile, "utf8"))?.[1];
      if (line === undefined) throw new Error("The attack said no result.");
      return JSON.parse(line) as AttackResult; // written by neighbors/main.ts
    },
  };
}

function valuesOf(calm: Measured, worst: Measured): Record<string, number> {
  const [before, beside] = [figuresOf(calm), figuresOf(worst)];
  const ratios = {
    stopP99Ratio: beside.stopP99Ms / before.stopP99Ms,
    orderTextP99Ratio: beside.orderTextP99Ms / before.orderTextP99Ms,
    webhookP99Ratio: beside.webhookP99Ms / before.webhookP99Ms,
  };
  const { stopP99Ms, orderTextP99Ms, webhookP99Ms } = beside;
  const isMissed = (ratio: number, ms: number) => !(ratio <= MOST_RATIO || ms < ENOUGH_MS);
  return {
    ...ratios,
    ...{ stopP99Ms, orderTextP99Ms, webhookP99Ms },
    goalsMissed: [
      isMissed(ratios.stopP99Ratio, stopP99Ms),
      isMissed(ratios.orderTextP99Ratio, orderTextP99Ms),
      isMissed(ratios.webhookP99Ratio, webhookP99Ms),
    ].filter(Boolean).length,
    status503: worst.statuses.get(503) ?? 0,
    notAnswered200: beside.answers - (worst.statuses.get(200) ?? 0),
    orderTextsMissing: worst.missing,
  };
}

function figuresOf({ stop, webhook, orderText, statuses, missing }: Measured) {
  const [stopP50Ms = NaN, stopP99Ms = NaN] = percentiles(stop, [50, 99]);
  const [webhookP50Ms = NaN, webhookP99Ms = NaN] = percentiles(webhook, [50, 99]);
  const [orderTextP50Ms = NaN, orderTextP99Ms = NaN] = percentiles(orderText, [50, 99]);
  const answers = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const p50s = { stopP50Ms, webhookP50Ms, orderTextP50Ms };
  return { ...p50s, stopP99Ms, webhookP99Ms, orderTextP99Ms, answers, missing };
}
