import type { Benchmark, RunOptions } from "../benchmark.ts";
import { driveLoad } from "../load/drive.ts";
import type { LoadResult, Pace } from "../load/plan.ts";
import { median } from "../report/percentiles.ts";
import { barChart } from "../report/picture.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { type BenchProcess, SECRETS, startListeningScript, startWebProcess } from "../stage/processes.ts";
import { type SeededShop, seedShop } from "../stage/seed.ts";
import { POSTGRES_SETTINGS, type Servers, startServers } from "../stage/servers.ts";
import { withDb } from "../stage/with-db.ts";

/** On both sides and for the answer times. A store at its peak opens as many as it needs. */
const CONNECTIONS = 256;
const SECRET = SECRETS.SHOPIFY_API_SECRET;

export const intake: Benchmark = {
  name: "intake",
  question: "How many store webhooks a second are durably accepted, beside a bare server that only checks the HMAC?",
  goals: () => [
    { key: "ratioToBareServer", atLeast: 0.35 },
    { key: "p99Ms", below: 100 },
  ],
  run: async (options) => {
    const scale = options.isQuick
      ? { rounds: 3, secondsPerRound: 3, secondsAtHalfLoad: 6 }
      : { rounds: 11, secondsPerRound: 3, secondsAtHalfLoad: 20 };
    const sides = await startSides(options);
    await sides.load(sides.bare, { kind: "closed", seconds: 2 }); // warm up
    await sides.load(sides.ours, { kind: "closed", seconds: 3 });

    const before = await sides.cpuSeconds();
    const rounds: { bare: LoadResult; ours: LoadResult }[] = [];
    for (let round = 1; round <= scale.rounds; round += 1) {
      const pace: Pace = { kind: "closed", seconds: scale.secondsPerRound };
      const [bare, ours] = [await sides.load(sides.bare, pace), await sides.load(sides.ours, pace)];
      rounds.push({ bare, ours });
      options.say(`Round ${round}: bare ${Math.round(bare.perSecond)}/s, ours ${Math.round(ours.perSecond)}/s`);
    }
    const cpuSeconds = {
      ...cpuBetween(before, await sides.cpuSeconds()),
      loadGenerator: rounds.reduce((sum, { bare, ours }) => sum + bare.cpuSeconds + ours.cpuSeconds, 0),
    };
    const bare = summary(rounds.map((round) => round.bare));
    const ours = summary(rounds.map((round) => round.ours));
    const half = await sides.load(sides.ours, {
      kind: "open",
      perSecond: ours.perSecond / 2,
      seconds: scale.secondsAtHalfLoad,
    });
    await sides.mustBeStored(ours.answered + half.answered);
    return {
      scale,
      settings: { connections: CONNECTIONS, payloadBytes: 1_300, webProcesses: 1, ...POSTGRES_SETTINGS },
      values: {
        // Of each round's own ratio the middle one: both sides of a round meet the same machine.
        ratioToBareServer: median(rounds.map((round) => round.ours.perSecond / round.bare.perSecond)),
        p99Ms: half.p99Ms,
      },
      sides: { bareServer: bare, cartbell: ours, cartbellAtHalfLoad: figuresOf(half) },
      cpuSeconds,
      chart: barChart("Store webhooks a second", "accepted per second, same load generator, same machine", {
        "checks the HMAC, keeps nothing": bare.perSecond,
        "Cartbell: 200 after the commit": ours.perSecond,
      }),
    };
  },
};

interface Sides {
  bare: BenchProcess;
  ours: BenchProcess;
  load(side: BenchProcess, pace: Pace): Promise<LoadResult>;
  cpuSeconds(): Promise<Record<"bareServer" | "web" | "postgres" | "redis", number>>;
  /** Throws unless at least so many deliveries lie in the database: an answer must have meant a row. */
  mustBeStored(atLeast: number): Promise<void>;
}

async function startSides(options: RunOptions): Promise<Sides> {
  const servers = await startServers(options);
  const shop = await withDb(servers, (db) => seedShop(db));
  const ours = await startWebProcess(options, servers);
  const bare = await startListeningScript(options, servers, "bench/bare-webhooks/main.ts", { args: [SECRET] });
  return {
    bare,
    ours,
    load: (side, pace) => load(options, servers, shop, side, pace),
    cpuSeconds: async () => ({
      bareServer: bare.cpuSeconds(),
      web: ours.cpuSeconds(),
      ...(await servers.cpuSeconds()),
    }),
    mustBeStored: (atLeast) =>
      withDb(servers, async ({ prisma }) => {
        const stored = await prisma.intake.count({ where: { shopId: shop.id } });
        if (stored < atLeast) throw new Error(`${atLeast} were answered with 200, and only ${stored} are there.`);
      }),
  };
}

function load(options: RunOptions, servers: Servers, shop: SeededShop, side: BenchProcess, pace: Pace) {
  return driveLoad(options, servers, {
    url: side.url,
    connections: CONNECTIONS,
    pace,
    requests: { kind: "webhooks", shopDomain: shop.domain, secret: SECRET },
  });
}

/** Of the rounds' rates the middle one: the machine's other work disturbs a round, not all of them. */
function summary(rounds: LoadResult[]): ReturnType<typeof figuresOf> {
  const middle = (key: "perSecond" | "p50Ms" | "p99Ms" | "maxMs") => median(rounds.map((round) => round[key]));
  return {
    answered: rounds.reduce((sum, { answered }) => sum + answered, 0),
    perSecond: middle("perSecond"),
    p50Ms: middle("p50Ms"),
    p99Ms: middle("p99Ms"),
    maxMs: Math.max(...rounds.map(({ maxMs }) => maxMs)),
  };
}

function figuresOf({ answered, perSecond, p50Ms, p99Ms, maxMs }: LoadResult) {
  return { answered, perSecond, p50Ms, p99Ms, maxMs };
}
