import { setTimeout as sleep } from "node:timers/promises";
import { pause } from "#domain/control/pauses/pause";
import { resume } from "#domain/control/pauses/resume";
import type { Redis } from "#platform/redis/redis";
import type { Benchmark } from "../benchmark.ts";
import { median } from "../report/percentiles.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { endCampaign, sendCampaign, until, untilCounted } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { liftFrequencyCaps, seedShop } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";

/** Far above what the machine can do: no sender's own limit is measured here. */
const PARTS_PER_SECOND = 100_000;
const REDIS_LOOK_MS = 50;

export const campaignStart: Benchmark = {
  name: "campaign-start",
  question: "How long from the click on Send to the first text, and until a million recipients are counted?",
  goals: () => [
    { key: "firstTextMs", below: 1_000 },
    { key: "snapshotOverAlone", atMost: 2 },
    { key: "redisBytes", below: 20_000_000 },
  ],
  run: async (options) => {
    const scale = options.isQuick ? { recipients: 100_000, rounds: 1 } : { recipients: 1_000_000, rounds: 3 };
    const stage = await setStage(options, { startsAt: nextTuesday("14:00") });
    const { ctx, clock } = stage;
    options.say(`Inserting ${scale.recipients.toLocaleString("en")} subscribers`);
    const shop = await seedShop(ctx.db, { partsPerSecond: PARTS_PER_SECOND, now: clock.now() });
    await insertAudience(ctx.db, { shopId: shop.id, count: scale.recipients, now: clock.now() });
    await liftFrequencyCaps(ctx.db);
    await settleAudiences(ctx.db);

    const cpuBefore = await stage.cpuSeconds();
    const rounds: Start[] = [];
    for (let round = 1; round <= scale.rounds; round += 1) {
      const start = await measureStart(stage, shop.id);
      rounds.push(start);
      options.say(`Round ${round}: first text after ${Math.round(start.firstTextMs)} ms`);
    }
    const cpuSeconds = cpuBetween(cpuBefore, await stage.cpuSeconds());
    await stage.carrier.set({ latencyMs: 150 });
    const carrier150Ms = await measureStart(stage, shop.id);
    await stage.carrier.set({ latencyMs: 0 });
    await stage.addWorker();
    const twoProcesses = await measureStart(stage, shop.id);

    options.say("Counted alone, while texts of campaigns are paused");
    const aloneMs = await measureAlone(stage, shop.id);

    const worst = (key: keyof Start) => Math.max(...rounds.map((round) => round[key]));
    return {
      scale,
      settings: { sendingProcesses: 1, carrierMs: 0, senderPartsPerSecond: PARTS_PER_SECOND },
      values: {
        firstTextMs: worst("firstTextMs"),
        snapshotOverAlone: median(rounds.map(({ snapshotMs }) => snapshotMs)) / aloneMs,
        snapshotMs: worst("snapshotMs"),
        redisBytes: worst("redisBytes"),
      },
      sides: {
        ...Object.fromEntries(rounds.map((round, index) => [`round${index + 1}`, { ...round }])),
        carrier150Ms: { ...carrier150Ms },
        twoProcesses: { ...twoProcesses },
        alone: { snapshotMs: aloneMs },
      },
      cpuSeconds,
    };
  },
};

interface Start {
  firstTextMs: number;
  snapshotMs: number;
  /** The most that Redis held more than before, from the click to the end of the snapshot. */
  redisBytes: number;
  /** Already handed over when the last recipient was counted. */
  textsByThen: number;
}

/** Sends a campaign to everyone, and cancels it when they are counted. */
async function measureStart({ ctx, carrier, redis }: Stage, shopId: string): Promise<Start> {
  const before = await usedMemory(redis);
  await carrier.recorded(true);
  const campaign = await sendCampaign(ctx, shopId);
  const watching = new AbortController();
  const most = mostMemory(redis, watching.signal);
  const counted = await untilCounted(ctx, campaign);
  await until(
    "the first text",
    60_000,
    async () => Object.keys((await carrier.counts()).recordedByShop).length > 0 || null,
  );
  watching.abort();
  const recorded = await carrier.recorded();
  await endCampaign({ ctx, carrier }, campaign);
  return {
    firstTextMs: (recorded.at[0] ?? Number.NaN) - campaign.clickedAt,
    snapshotMs: counted.at - campaign.clickedAt,
    redisBytes: Math.max(0, (await most) - before),
    textsByThen: recorded.at.filter((at) => at <= counted.at).length,
  };
}

/** How long it takes to count everyone while no campaign may send: the middle of three times. */
async function measureAlone({ ctx, carrier }: Stage, shopId: string): Promise<number> {
  const act = { by: { operator: "bench" }, because: "To count alone" };
  const target = { kind: "class", name: "campaign" } as const;
  await pause(ctx, { ...act, target });
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const campaign = await sendCampaign(ctx, shopId);
    times.push((await untilCounted(ctx, campaign)).at - campaign.clickedAt);
    await endCampaign({ ctx, carrier }, campaign);
  }
  await resume(ctx, { ...act, target });
  return median(times);
}

async function mostMemory(redis: Redis, signal: AbortSignal): Promise<number> {
  let most = 0;
  while (!signal.aborted) {
    most = Math.max(most, await usedMemory(redis));
    await sleep(REDIS_LOOK_MS, undefined, { signal }).catch(() => {});
  }
  return most;
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await redis.info("memory"))?.[1] ?? 0);
}
