import type { Benchmark, Result, RunOptions } from "../benchmark.ts";
import { median } from "../report/percentiles.ts";
import { type Baseline, CONNECTIONS, startBare, startDurableLoop, startJobPerMessage } from "../sides/baselines.ts";
import { measureSide, type SideFigures } from "../sides/measure-side.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { nextTuesday } from "../stage/clock.ts";
import { liftFrequencyCaps, seedShop } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";
import { wholeCampaign } from "../stage/whole-campaign.ts";

/** Far above what the machine can do: no sender's own limit is measured here. */
const PARTS_PER_SECOND = 1_000_000;
/** A round is repeated when a post cost the carrier so much more at one end of it than at the other. */
const SAME_SPEED = 1.2;
const SIDES = ["bareLoop", "bareRaw", "durableLoop", "product", "jobPerMessage"] as const;
type SideName = (typeof SIDES)[number];

export const dispatch: Benchmark = {
  name: "dispatch",
  question:
    "Does sending cost more than the plain way of keeping the same promises, and what is the limit of a process?",
  flags: {
    receipts: { type: "boolean", meaning: "with two delivery receipts a text, arriving by HTTP and applied" },
    sides: { type: "string", meaning: `only these, and no goals: ${SIDES.join(",")}` },
  },
  goals: ({ receipts, sides }) =>
    sides
      ? []
      : [
          { key: "ratioToDurableLoop", atLeast: 0.85 },
          ...(receipts ? [] : [{ key: "ratioToJobPerMessage", atLeast: 4 }]),
        ],
  run: (options) => run(options, options.flags.receipts === true),
};

interface Scale {
  rounds: number;
  /** Most rounds that are repeated because the machine changed its speed. */
  repeats: number;
  texts: number;
  jobs: number;
}

async function run(options: RunOptions, hasReceipts: boolean): Promise<Result> {
  const scale: Scale = options.isQuick
    ? { rounds: 1, repeats: 1, texts: 15_000, jobs: 2_000 }
    : { rounds: 3, repeats: 3, texts: 100_000, jobs: 10_000 };
  const stage = await setStage(options, { startsAt: nextTuesday("14:00"), hasWeb: hasReceipts });
  const shop = await seedShop(stage.ctx.db, { partsPerSecond: PARTS_PER_SECOND, now: stage.clock.now() });
  options.say(`Inserting ${scale.texts.toLocaleString("en")} subscribers`);
  await insertAudience(stage.ctx.db, { shopId: shop.id, count: scale.texts, now: stage.clock.now() });
  await liftFrequencyCaps(stage.ctx.db);
  await settleAudiences(stage.ctx.db);

  options.say("Warming up each side by as many texts");
  const sides = await startSides(options, stage, shop.id, scale, hasReceipts);
  const rounds = await playRounds(options, sides, scale);
  const beside =
    options.isQuick || options.flags.sides ? {} : await playBeside(options, stage, shop.id, sides, hasReceipts);
  return {
    scale: { ...scale },
    settings: { connections: CONNECTIONS, sendingProcesses: 1, carrierMs: 0, receiptsPerText: hasReceipts ? 2 : 0 },
    values: ratiosOf(rounds.kept.map(inOne)),
    sides: {
      ...middleOf(rounds.kept.map(inOne)),
      ...Object.fromEntries(rounds.kept.map((round, index) => [`round${index + 1}`, ratiosOf([inOne(round)])])),
      ...beside,
      repeated: { rounds: rounds.repeated },
    },
  };
}

/** Plays one side once. */
type Play = () => Promise<SideFigures>;
type Sides = Partial<Record<SideName, Play>>;

async function startSides(
  options: RunOptions,
  stage: Stage,
  shopId: string,
  { texts, jobs }: Scale,
  hasReceipts: boolean,
): Promise<Sides> {
  const product = async () => (await wholeCampaign(stage, shopId, { hasReceipts })).perSecond;
  const started: Record<SideName, () => Promise<Pick<Baseline, "count" | "run" | "cpuSeconds">>> = {
    async product() {
      await product();
      return { count: texts, run: product, cpuSeconds: stage.ownCpuSeconds };
    },
    bareLoop: () => startBare(options, stage, "bare-loop", texts),
    bareRaw: () => startBare(options, stage, "bare-raw", texts),
    durableLoop: () => startDurableLoop(options, stage, shopId, texts, { hasReceipts }),
    jobPerMessage: () => startJobPerMessage(options, stage, shopId, jobs),
  };
  const sides: Sides = {};
  for (const name of wantedSides(options, hasReceipts)) {
    const { count, cpuSeconds, run: work } = await started[name]();
    sides[name] = () => measureSide(stage, count, cpuSeconds, work);
  }
  return sides;
}

/** All, unless some are asked for. Those that take no receipts are no match for those that do, but for the gauge. */
function wantedSides({ flags: { sides } }: RunOptions, hasReceipts: boolean): SideName[] {
  const asked = typeof sides === "string" ? sides.split(",") : null;
  const takesReceipts = (name: SideName) => name !== "bareRaw" && name !== "jobPerMessage";
  return SIDES.filter((name) => (asked ? asked.includes(name) : !hasReceipts || takesReceipts(name)));
}

/** What a round measured of each side, in the order in which they were played. */
type Round = [SideName, SideFigures][];

/** The sides it is compared with run before and after the product: a machine that slows down slows them alike. */
const ORDER: SideName[] = ["bareLoop", "durableLoop", "product", "durableLoop", "bareRaw", "jobPerMessage", "bareLoop"];

async function playRounds(options: RunOptions, sides: Sides, scale: Scale) {
  const kept: Round[] = [];
  let repeated = 0;
  while (kept.length < scale.rounds) {
    options.say(`Round ${kept.length + 1} of ${scale.rounds}`);
    const round: Round = [];
    for (const side of ORDER) {
      const figures = await sides[side]?.();
      if (!figures) continue;
      const { perSecond, carrierMicros, walBytes } = figures;
      options.say(
        `  ${side}: ${Math.round(perSecond)}/s, carrier ${carrierMicros.toFixed(1)} µs a post, ${Math.round(walBytes)} bytes of WAL a text`,
      );
      round.push([side, figures]);
    }
    if (repeated < scale.repeats && changedSpeed(round)) {
      repeated += 1;
      options.say("The machine changed its speed in this round, which is played again.");
    } else kept.push(round);
  }
  return { kept, repeated };
}

/** The same work twice, at both ends of the round, cost the carrier more at one of them. */
function changedSpeed(round: Round): boolean {
  const costs = round.flatMap(([side, { carrierMicros }]) => (side === "bareLoop" ? [carrierMicros] : []));
  return costs.length > 1 && Math.max(...costs) > SAME_SPEED * Math.min(...costs);
}

type Figures = Partial<Record<SideName, SideFigures>>;

/** The mean of a side that was played twice. */
function inOne(round: Round): Figures {
  const sides = Object.groupBy(round, ([side]) => side);
  return Object.fromEntries(
    Object.entries(sides).map(([side, played]) => [
      side,
      reduced(
        played.map(([, figures]) => figures),
        mean,
      ),
    ]),
  );
}

function middleOf(rounds: Figures[]): Record<string, SideFigures> {
  const names = Object.keys(rounds[0] ?? {}) as SideName[]; // every round has the same sides
  return Object.fromEntries(
    names.map((side) => [
      side,
      reduced(
        rounds.flatMap((round) => round[side] ?? []),
        median,
      ),
    ]),
  );
}

function reduced(figures: SideFigures[], reduce: (values: number[]) => number): SideFigures {
  const keys = Object.keys(figures[0] ?? {});
  // Every side's figures have the same keys.
  return Object.fromEntries(keys.map((key) => [key, reduce(figures.map((it) => it[key] ?? 0))])) as SideFigures;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Each the middle of the rounds' own ratios: the sides of one round met the same machine. */
function ratiosOf(rounds: Figures[]): Record<string, number> {
  const to = (side: SideName) =>
    median(rounds.map((round) => (round.product?.perSecond ?? 0) / (round[side]?.perSecond ?? Number.NaN)));
  const ratios = {
    ratioToDurableLoop: to("durableLoop"),
    ratioToBareLoop: to("bareLoop"),
    ratioToBareRaw: to("bareRaw"),
    ratioToJobPerMessage: to("jobPerMessage"),
    perSecond: median(rounds.map((round) => round.product?.perSecond ?? 0)),
  };
  return Object.fromEntries(Object.entries(ratios).filter(([, ratio]) => !Number.isNaN(ratio)));
}

/** A carrier that takes 150 ms, and two sending processes. */
async function playBeside(
  options: RunOptions,
  stage: Stage,
  shopId: string,
  { bareLoop }: Sides,
  hasReceipts: boolean,
): Promise<Record<string, Record<string, number>>> {
  options.say("A carrier that takes 150 ms");
  await stage.carrier.set({ latencyMs: 150 });
  const slow = (await wholeCampaign(stage, shopId, { hasReceipts })).perSecond;
  const slowBare = (await bareLoop?.())?.perSecond ?? Number.NaN;
  await stage.carrier.set({ latencyMs: 0 });
  options.say("Two sending processes");
  await stage.addWorker();
  const two = (await wholeCampaign(stage, shopId, { hasReceipts })).perSecond;
  return {
    carrier150Ms: { perSecond: slow, bareLoop: slowBare, ratioToBareLoop: slow / slowBare },
    twoProcesses: { perSecond: two },
  };
}
