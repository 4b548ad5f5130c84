import { waitForLine } from "../../bin/demo/part.ts";
import type { Benchmark, Result, RunOptions } from "../benchmark.ts";
import { median } from "../report/percentiles.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { startScript } from "../stage/processes.ts";
import { liftFrequencyCaps, type SeededShop, seedShop } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";
import { rateAtCarrier, wholeCampaign } from "../stage/whole-campaign.ts";

const CONNECTIONS = 96;
/** Far above what the machine can do: no sender's own limit is measured here. */
const PARTS_PER_SECOND = 1_000_000;

export const dispatch: Benchmark = {
  name: "dispatch",
  question: "How close does sending come to a loop that only posts, and how far is it from one job per message?",
  flags: { receipts: { type: "boolean", meaning: "with two delivery receipts a text, arriving by HTTP and applied" } },
  goals: ({ receipts }) =>
    receipts
      ? [{ key: "ratioToBareLoop", atLeast: 0.2 }]
      : [
          { key: "ratioToBareLoop", atLeast: 0.6 },
          { key: "ratioToJobPerMessage", atLeast: 6 },
        ],
  run: (options) => run(options, options.flags.receipts === true),
};

interface Scale {
  rounds: number;
  texts: number;
  jobs: number;
}

async function run(options: RunOptions, hasReceipts: boolean): Promise<Result> {
  const scale = options.isQuick
    ? { rounds: 1, texts: 15_000, jobs: 2_000 }
    : { rounds: 3, texts: 100_000, jobs: 10_000 };
  const stage = await setStage(options, { startsAt: nextTuesday("14:00"), hasWeb: hasReceipts });
  const shop = await seedShop(stage.ctx.db, { partsPerSecond: PARTS_PER_SECOND, now: stage.clock.now() });
  options.say(`Inserting ${scale.texts.toLocaleString("en")} subscribers`);
  await insertAudience(stage.ctx.db, { shopId: shop.id, count: scale.texts, now: stage.clock.now() });
  await liftFrequencyCaps(stage.ctx.db);
  await settleAudiences(stage.ctx.db);

  options.say("Warming up");
  await wholeCampaign(stage, shop.id, { hasReceipts });
  const rounds: Record<string, number>[] = [];
  const cpuSeconds: Record<string, number> = {};
  for (let round = 1; round <= scale.rounds; round += 1) {
    options.say(`Round ${round} of ${scale.rounds}`);
    rounds.push(await playRound(options, stage, shop, scale, hasReceipts, cpuSeconds));
  }
  const beside = options.isQuick ? {} : await playBeside(options, stage, shop, hasReceipts);
  const middle = (key: string) => median(rounds.map((round) => round[key] ?? 0));
  return {
    scale: { ...scale },
    settings: { connections: CONNECTIONS, sendingProcesses: 1, carrierMs: 0, receiptsPerText: hasReceipts ? 2 : 0 },
    values: {
      ratioToBareLoop: middle("ratioToBareLoop"),
      ...(!hasReceipts && { ratioToJobPerMessage: middle("ratioToJobPerMessage") }),
    },
    sides: {
      perSecond: {
        bareLoop: middle("bareLoop"),
        product: middle("product"),
        ...(!hasReceipts && { jobPerMessage: middle("jobPerMessage") }),
      },
      ...Object.fromEntries(rounds.map((figures, index) => [`round${index + 1}`, figures])),
      ...beside,
    },
    cpuSeconds,
  };
}

/** All sides one after another, so that a machine that slows down slows them alike. */
async function playRound(
  options: RunOptions,
  stage: Stage,
  shop: SeededShop,
  scale: Scale,
  hasReceipts: boolean,
  cpuSeconds: Record<string, number>,
): Promise<Record<string, number>> {
  const bareBefore = await bareLoop(options, stage, scale.texts, cpuSeconds);
  const before = await stage.cpuSeconds();
  const ours = (await wholeCampaign(stage, shop.id, { hasReceipts })).perSecond;
  add(cpuSeconds, cpuBetween(before, await stage.cpuSeconds()));
  const bareAfter = await bareLoop(options, stage, scale.texts, cpuSeconds);
  const bare = (bareBefore + bareAfter) / 2;
  const figures = { bareLoop: bare, product: ours, ratioToBareLoop: ours / bare };
  if (hasReceipts) return figures;
  const jobs = await jobPerMessage(options, stage, scale.jobs);
  return { ...figures, jobPerMessage: jobs, ratioToJobPerMessage: ours / jobs };
}

function add(sums: Record<string, number>, more: Record<string, number>): void {
  for (const [name, seconds] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + seconds;
}

/** A carrier that takes 150 ms, and two sending processes. */
async function playBeside(options: RunOptions, stage: Stage, shop: SeededShop, hasReceipts: boolean) {
  options.say("A carrier that takes 150 ms");
  await stage.carrier.set({ latencyMs: 150 });
  const slow = (await wholeCampaign(stage, shop.id, { hasReceipts })).perSecond;
  const slowBare = await bareLoop(options, stage, 10_000, {});
  await stage.carrier.set({ latencyMs: 0 });
  options.say("Two sending processes");
  await stage.addWorker();
  const two = (await wholeCampaign(stage, shop.id, { hasReceipts })).perSecond;
  return {
    carrier150Ms: { perSecond: slow, bareLoop: slowBare, ratioToBareLoop: slow / slowBare },
    twoProcesses: { perSecond: two },
  };
}

async function bareLoop(
  options: RunOptions,
  { servers, carrier }: Stage,
  count: number,
  cpuSeconds: Record<string, number>,
): Promise<number> {
  await carrier.set({ receipts: null });
  await carrier.recorded(true);
  const args = [carrier.url, String(count), String(CONNECTIONS)];
  const script = startScript(options, servers, "bench/baselines/bare-loop.ts", { name: "bare-loop", args });
  const done = await waitForLine(script.part, (line) => /^done (.+)$/.exec(line)?.[1] ?? null);
  add(cpuSeconds, { bareLoop: (JSON.parse(done) as { cpuSeconds: number }).cpuSeconds });
  return rateAtCarrier(carrier);
}

async function jobPerMessage(options: RunOptions, { servers, carrier }: Stage, count: number): Promise<number> {
  const args = [servers.databaseUrl, servers.redisUrl, carrier.url, String(count)];
  const script = startScript(options, servers, "bench/baselines/job-per-message.ts", { name: "job-per-message", args });
  await waitForLine(script.part, (line) => (line === "ready" ? true : null));
  await carrier.recorded(true);
  process.kill(script.part.pid, "SIGUSR2");
  await waitForLine(script.part, (line) => (line.startsWith("done ") ? true : null));
  return rateAtCarrier(carrier);
}
