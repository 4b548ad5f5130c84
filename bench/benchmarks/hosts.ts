import type { Benchmark, RunOptions } from "../benchmark.ts";
import { bendsAt, mostPerSecond, type TextCost } from "../hosts/bound.ts";
import { type Hosts, startHosts } from "../hosts/start-hosts.ts";
import { barChart } from "../report/picture.ts";
import { insertAudience, settleAudiences } from "../stage/audience.ts";
import { realNow, sendCampaign, until, untilCounted } from "../stage/campaign.ts";
import { nextTuesday } from "../stage/clock.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { liftFrequencyCaps, type SeededShop, seedShop } from "../stage/seed.ts";
import { type Stage, setStage } from "../stage/stage.ts";
import { rateAtCarrier, untilWritten } from "../stage/whole-campaign.ts";

/** No sender's own limit is measured here. */
const PARTS_PER_SECOND = 100_000;
const APART_MS = 1;
/** As a provider on the internet takes: the calls under way bound a host, and the cores have time left. */
const REAL_CARRIER_MS = 150;
/** People of each shop who get the texts of the slow carrier. */
const FEW = "few";
/** One host more must add at least this share of what the first one sends; where it doesn't, the curve bends. */
const LEAST_ADDED = 0.5;
const DATABASE_CORES = [2, 4, 8];

interface Scale {
  shops: number;
  each: number;
  fewEach: number;
  hosts: number;
}

interface Measured {
  perSecond: number;
  busyCores: number;
  /** CPU µs for each text. */
  micros: Record<"worker" | "postgres" | "redis" | "relay" | "carrier", number>;
  /** Bytes for each text on the cables, headers included. */
  bytes: Record<string, number>;
}

export const hosts: Benchmark = {
  name: "hosts",
  question:
    "How many texts a second leave from one, two and three sending hosts, a millisecond away from one database?",
  goals: () => [{ key: "twoOverOne", atLeast: 1.7 }],
  run: async (options) => {
    const scale = options.isQuick
      ? { shops: 6, each: 1_500, fewEach: 400, hosts: 2 }
      : { shops: 12, each: 10_000, fewEach: 1_500, hosts: 3 };
    const stage = await setStage(options, { startsAt: nextTuesday("14:00"), isSentElsewhere: true });
    const shops = await seedShops(options, stage, scale);
    const away = await startHosts(options, stage, scale.hosts, APART_MS);
    const [calm, flatOut]: [Measured[], Measured[]] = [[], []];
    for (let count = 1; count <= scale.hosts; count += 1) {
      await away.sendFrom(count);
      options.say("Warming up");
      await measure(stage, shops, away, { tag: FEW, latencyMs: 0 });
      calm.push(await measure(stage, shops, away, { tag: FEW, latencyMs: REAL_CARRIER_MS }));
      flatOut.push(await measure(stage, shops, away, { latencyMs: 0 }));
      options.say(`${count} sending: ${rateOf(calm)} a second at ${REAL_CARRIER_MS} ms, ${rateOf(flatOut)} flat out`);
    }
    return result(scale, away, calm, flatOut);
  },
};

function result(scale: Scale, away: Hosts, calm: Measured[], flatOut: Measured[]) {
  const cost = costOf(flatOut[0]);
  const named = (kind: string, all: Measured[]) =>
    Object.fromEntries(all.map((it, index) => [`${kind}${index + 1}`, sideOf(it)]));
  const bars = (kind: string, all: Measured[]) =>
    Object.fromEntries(all.map((it, index) => [`${index + 1} sending, ${kind}`, it.perSecond]));
  return {
    scale: { ...scale },
    settings: {
      apartMs: APART_MS,
      relayAddedMs: Number(away.addedMs.toPrecision(3)),
      realCarrierMs: REAL_CARRIER_MS,
      workerProcessesAHost: 1,
      meaning:
        "All hosts share this machine's cores with the database. twoOverOne is measured with a slow carrier, which leaves cores idle; " +
        "flat out the cores are the limit, and what hosts with cores of their own would send is computed from CPU µs.",
    },
    values: {
      twoOverOne: ratio(calm, 2),
      bendsAtHosts: bendOf(calm),
      twoOverOneFlatOut: ratio(flatOut, 2),
      bendsAtHostsFlatOut: bendOf(flatOut),
      ...(scale.hosts > 2 && { threeOverOne: ratio(calm, 3), threeOverOneFlatOut: ratio(flatOut, 3) }),
      ...Object.fromEntries(
        DATABASE_CORES.map((cores) => [`bendsAtHostsWith${cores}DatabaseCores`, bendsAt(cores, cost)]),
      ),
    },
    sides: {
      ...named("calm", calm),
      ...named("flatOut", flatOut),
      ...Object.fromEntries(DATABASE_CORES.map((cores) => [`computedFor${cores}DatabaseCores`, computed(cores, cost)])),
    },
    chart: barChart("Texts a second by number of sending hosts", "texts a second", {
      ...bars(`carrier of ${REAL_CARRIER_MS} ms`, calm),
      ...bars("flat out", flatOut),
    }),
  };
}

async function seedShops(options: RunOptions, { ctx: { db }, clock }: Stage, scale: Scale): Promise<SeededShop[]> {
  const { shops: count, each, fewEach } = scale;
  options.say(`Inserting ${(count * each).toLocaleString("en")} subscribers of ${count} shops`);
  const now = clock.now();
  const shops: SeededShop[] = [];
  for (let number = 1; number <= count; number += 1) {
    const shop = await seedShop(db, { number, partsPerSecond: PARTS_PER_SECOND, now });
    await insertAudience(db, { shopId: shop.id, count: fewEach, tags: [FEW], now });
    await insertAudience(db, { shopId: shop.id, first: fewEach, count: each - fewEach, now });
    shops.push(shop);
  }
  await liftFrequencyCaps(db);
  await settleAudiences(db);
  return shops;
}

/** One campaign of each shop at once, until what became of every text is written. */
async function measure(
  stage: Stage,
  shops: SeededShop[],
  away: Hosts,
  { tag, latencyMs }: { tag?: string; latencyMs: number },
): Promise<Measured> {
  const { ctx, carrier } = stage;
  await carrier.set({ latencyMs });
  await carrier.recorded(true);
  const cpu = async () => {
    const { carrier: ofCarrier = 0, postgres = 0, redis = 0 } = await stage.cpuSeconds();
    const { workers: worker, relay } = away.cpuSeconds();
    return { worker, postgres, redis, relay, carrier: ofCarrier };
  };
  const [before, crossedBefore, began] = [await cpu(), away.crossed(), realNow()];
  const { accepted } = await carrier.counts();
  const campaigns = await Promise.all(shops.map(({ id }) => sendCampaign(ctx, id, tag === undefined ? {} : { tag })));
  const audiences = await Promise.all(campaigns.map((it) => untilCounted(ctx, it)));
  const texts = audiences.reduce((sum, { audience }) => sum + audience, 0);
  const handed = async () => ((await carrier.counts()).accepted - accepted >= texts ? true : null);
  await until("the campaigns' texts to be handed over", 600_000, handed, 100);
  await Promise.all(campaigns.map((it, index) => untilWritten(ctx, it, audiences[index]?.audience ?? 0, false)));
  const seconds = (realNow() - began) / 1_000;
  const used = cpuBetween(before, await cpu());
  return {
    perSecond: await rateAtCarrier(carrier),
    busyCores: Object.values(used).reduce((sum, it) => sum + it, 0) / seconds,
    micros: perText(used, texts, 1_000_000),
    bytes: perText(cpuBetween(crossedBefore, away.crossed()), texts),
  };
}

function perText<Name extends string>(sums: Record<Name, number>, texts: number, factor = 1): Record<Name, number> {
  const names = Object.keys(sums) as Name[]; // the keys of this very record
  return Object.fromEntries(names.map((name) => [name, (sums[name] * factor) / texts])) as Record<Name, number>;
}

function sideOf({ perSecond, busyCores, micros, bytes }: Measured): Record<string, number> {
  const figures = (suffix: string, of: Record<string, number>) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [`${name}${suffix}`, value]));
  return { perSecond, busyCores, ...figures("CpuMicros", micros), ...figures("Bytes", bytes) };
}

function computed(cores: number, cost: TextCost): Record<string, number> {
  return Object.fromEntries([1, 2, 3, 4, 8].map((count) => [`${count}Hosts`, mostPerSecond(count, cores, cost)]));
}

function costOf(measured: Measured | undefined): TextCost {
  return measured?.micros ?? { worker: Number.NaN, postgres: Number.NaN, redis: Number.NaN };
}

function ratio(all: Measured[], count: number): number {
  const [one, several] = [all[0], all[count - 1]];
  return one && several ? several.perSecond / one.perSecond : Number.NaN;
}

/** The last number of hosts before one more adds too little; all of them when each one adds enough. */
function bendOf(all: Measured[]): number {
  const one = all[0]?.perSecond ?? 0;
  const bend = all.findIndex(
    (it, index) => index > 0 && it.perSecond - (all[index - 1]?.perSecond ?? 0) < one * LEAST_ADDED,
  );
  return bend === -1 ? all.length : bend;
}

function rateOf(all: Measured[]): string {
  return Math.round(all.at(-1)?.perSecond ?? 0).toLocaleString("en");
}
