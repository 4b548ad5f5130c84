import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { statement } from "#platform/sql/statement";
import { realNow } from "../../bench/stage/campaign.ts";
import type { LoopUse, Used } from "../judge/bottleneck.ts";
import type { Stage } from "../stage/stage.ts";
import { type Gauges, readGauges } from "./gauges.ts";

const CORES = cpus().length;
const TICKS_PER_SECOND = 100;
/** /metrics counts what waits in the database each time. */
const LOOKS_A_SCRAPE = 4;

const busyConnections = statement(
  "rehearsal-connections",
  `SELECT application_name AS name, count(*)::int AS busy FROM pg_stat_activity
   WHERE datname = current_database() AND state IN ('active', 'idle in transaction') GROUP BY 1`,
);

/** Everything that only grows, at one moment. */
interface Counters {
  at: number;
  seconds: Record<string, number>;
  machineBusy: number;
  carrier: { accepted: number; throttled: number };
}

/** Counts what is used, from a `begin` to its `end`. Connections are looked at in between, by `look`. */
export interface ResourceWatch {
  begin(): Promise<void>;
  /** One look at the connections and, less often, at /metrics; the database and the processes may be away. */
  look(): Promise<void>;
  /** What was used since `begin`. `numbers` is what the numbers with texts due may send together. */
  end(numbers: { allowed: number }): Promise<Used>;
}

export function watchResources(stage: Stage): ResourceWatch {
  let first: Counters | null = null;
  let looks: Map<string, number>[] = [];
  let gauges: Map<string, Gauges>[] = [];
  let count = 0;

  return {
    async begin() {
      looks = [];
      gauges = [];
      first = await readCounters(stage);
    },
    async look() {
      const rows = await stage.ctx.db.run<{ name: string; busy: number }>(busyConnections, []).catch(() => null);
      if (rows) looks.push(new Map(rows.map(({ name, busy }) => [name, busy])));
      count += 1;
      if (count % LOOKS_A_SCRAPE === 1) gauges.push(await gaugesOf(stage));
    },
    async end({ allowed }) {
      if (!first) throw new Error("Nothing was begun.");
      const last = await readCounters(stage);
      return usedBetween(stage, first, last, { looks, gauges, allowed });
    },
  };
}

function usedBetween(
  { fleet, databasePool }: Stage,
  first: Counters,
  last: Counters,
  { looks, gauges, allowed }: { looks: Map<string, number>[]; gauges: Map<string, Gauges>[]; allowed: number },
): Used {
  const seconds = (last.at - first.at) / 1_000;
  const coresOf = (name: string) => Math.max(0, ((last.seconds[name] ?? 0) - (first.seconds[name] ?? 0)) / seconds);
  const ofProcess = (name: string, gauge: keyof Gauges) => gauges.flatMap((scrape) => scrape.get(name)?.[gauge] ?? []);
  const processes = fleet.running().map(
    ({ name, kind }): LoopUse => ({
      callsInFlight: meanOf(ofProcess(name, "callsInFlight")),
      callLimit: meanOf(ofProcess(name, "callLimit")),
      loopLagMs: Math.max(0, ...ofProcess(name, "loopLagMs")),
      ...{ name, kind, cores: coresOf(name), connectionsAllowed: databasePool },
      connectionsBusy: meanOf(looks.map((look) => look.get(name) ?? 0)),
    }),
  );
  const [databaseCores, redisCores] = [coresOf("postgres"), coresOf("redis")];
  const simulatorCores = coresOf("carrier") + coresOf("rehearsal");
  const ours = processes.reduce((sum, { cores }) => sum + cores, databaseCores + redisCores + simulatorCores);
  const taken = last.carrier.accepted - first.carrier.accepted;
  return {
    cores: CORES,
    ...{ processes, databaseCores, redisCores, simulatorCores },
    otherCores: Math.max(0, (last.machineBusy - first.machineBusy) / seconds - ours),
    provider: { taken, refused: last.carrier.throttled - first.carrier.throttled },
    numbers: { perSecond: taken / seconds, allowed },
  };
}

async function gaugesOf({ fleet }: Stage): Promise<Map<string, Gauges>> {
  const read = await Promise.all(fleet.running().map(async ({ name, url }) => [name, await readGauges(url)] as const));
  return new Map(read.flatMap(([name, found]) => (found ? [[name, found] as const] : [])));
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

async function readCounters({ fleet, servers, carrier }: Stage): Promise<Counters> {
  const { accepted, throttled, cpuSeconds } = await carrier.counts();
  const { user, system } = process.cpuUsage();
  return {
    at: realNow(),
    seconds: {
      ...Object.fromEntries(fleet.running().map((process) => [process.name, process.cpuSeconds()])),
      ...(await servers.cpuSeconds()),
      carrier: cpuSeconds,
      rehearsal: (user + system) / 1e6,
    },
    machineBusy: machineBusySeconds(),
    carrier: { accepted, throttled },
  };
}

/** CPU seconds that all programs of the machine have used since it started; 0 where the kernel does not say. */
function machineBusySeconds(): number {
  if (process.platform !== "linux") return 0;
  // proc_stat(5): user, nice, system, idle, iowait, irq, softirq, steal.
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (
    /^cpu +(.*)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1] ?? ""
  )
    .split(" ")
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
}
