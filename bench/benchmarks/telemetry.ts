import { fileURLToPath } from "node:url";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { median } from "../report/percentiles.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { type BenchProcess, startWorkerProcess } from "../stage/processes.ts";
import { liftFrequencyCaps, seedShop } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";
import { wholeCampaign } from "../stage/whole-campaign.ts";
import { type Collector, startCollector } from "../telemetry/collector.ts";

const WITHOUT_METRICS = fileURLToPath(new URL("../telemetry/without-metrics.ts", import.meta.url));
const PARTS_PER_SECOND = 1_000_000;
/** Three times as often as Prometheus usually asks. */
const SCRAPE_MS = 5_000;
/** The default of OTEL_TRACES_SAMPLER_ARG. */
const SAMPLED = "0.01";

interface Turn {
  perSecond: number;
  workerMicros: number;
  postgresMicros: number;
  redisMicros: number;
  totalMicros: number;
}

export const telemetry: Benchmark = {
  name: "telemetry",
  question: "How much more does a text cost with metrics, which are asked for, and with traces, which are collected?",
  goals: () => [{ key: "overhead", atMost: 0.02 }],
  run: async (options) => {
    const scale = options.isQuick ? { rounds: 1, texts: 3_000 } : { rounds: 5, texts: 30_000 };
    const stage = await setStage(options, { startsAt: nextTuesday("14:00"), isSentElsewhere: true });
    const { db } = stage.ctx;
    const shop = await seedShop(db, { partsPerSecond: PARTS_PER_SECOND, now: stage.clock.now() });
    await insertAudience(db, { shopId: shop.id, count: scale.texts, now: stage.clock.now() });
    await liftFrequencyCaps(db);
    await settleAudiences(db);
    const collector = await startCollector(options);
    const turns: Record<"off" | "on", Turn[]> = { off: [], on: [] };
    for (let round = 1; round <= scale.rounds; round += 1) {
      // Who begins changes, so that a machine that slows down slows both.
      for (const side of round % 2 === 1 ? (["off", "on"] as const) : (["on", "off"] as const))
        turns[side].push(await takeTurn(options, stage, shop.id, side === "on" ? collector : null));
      const [off, on] = [turns.off.at(-1)?.totalMicros ?? 0, turns.on.at(-1)?.totalMicros ?? 0];
      options.say(`Round ${round} of ${scale.rounds}: ${off.toFixed(1)} CPU µs a text without, ${on.toFixed(1)} with`);
    }
    // A hundredth of a few slices may be none.
    if (collector.bytes() === 0 && !options.isQuick) throw new Error("No span was collected.");
    const ratios = (figure: keyof Turn) =>
      turns.on.map((on, at) => on[figure] / (turns.off[at]?.[figure] ?? Number.NaN));
    return {
      scale,
      settings: { sampledShare: Number(SAMPLED), scrapeSeconds: SCRAPE_MS / 1_000, carrierMs: 0 },
      values: {
        overhead: median(ratios("totalMicros")) - 1,
        workerOverhead: median(ratios("workerMicros")) - 1,
        rateOverhead: 1 - median(ratios("perSecond")),
        spanBytesPerText: collector.bytes() / (2 * scale.texts * scale.rounds),
      },
      sides: {
        off: middleOf(turns.off),
        on: middleOf(turns.on),
        ...Object.fromEntries(ratios("totalMicros").map((ratio, at) => [`round${at + 1}`, { onOverOff: ratio }])),
      },
    };
  },
};

/** A worker of its own for each turn: one campaign warms it up, the next is measured. */
async function takeTurn(options: RunOptions, stage: Stage, shopId: string, collector: Collector | null): Promise<Turn> {
  const worker = await startWorkerProcess(options, stage.servers, {
    name: collector ? "worker-on" : "worker-off",
    env: {
      CLOCK_URL: stage.clock.url,
      TWILIO_API_URL: stage.carrier.url,
      ...(collector && { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: SAMPLED }),
    },
    ...(!collector && { nodeFlags: ["--import", WITHOUT_METRICS] }),
  });
  const stopAsking = collector ? askForMetrics(worker) : () => {};
  try {
    await wholeCampaign(stage, shopId, { hasReceipts: false });
    const cpu = async () => ({ ...(await stage.cpuSeconds()), worker: worker.cpuSeconds() });
    const before = await cpu();
    const { audience, perSecond } = await wholeCampaign(stage, shopId, { hasReceipts: false });
    const used: Record<string, number> = cpuBetween(before, await cpu());
    const micros = (name: string) => ((used[name] ?? 0) * 1_000_000) / audience;
    const [workerMicros, postgresMicros, redisMicros] = [micros("worker"), micros("postgres"), micros("redis")];
    const totalMicros = workerMicros + postgresMicros + redisMicros;
    return { perSecond, workerMicros, postgresMicros, redisMicros, totalMicros };
  } finally {
    stopAsking();
    await worker.stop();
  }
}

function askForMetrics({ url }: BenchProcess): () => void {
  const ask = async () => void (await (await fetch(`${url}/metrics`)).text());
  const timer = setInterval(() => void ask().catch(() => {}), SCRAPE_MS); // the worker may just be ending
  return () => clearInterval(timer);
}

function middleOf(turns: Turn[]): Record<string, number> {
  const middle = (figure: keyof Turn) => median(turns.map((turn) => turn[figure]));
  return {
    perSecond: middle("perSecond"),
    workerMicros: middle("workerMicros"),
    postgresMicros: middle("postgresMicros"),
    redisMicros: middle("redisMicros"),
    totalMicros: middle("totalMicros"),
  };
}
