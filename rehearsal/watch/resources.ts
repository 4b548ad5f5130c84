import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { statement } from "#platform/sql/statement";
import { realNow } from "../../bench/stage/campaign.ts";
import type { LoopUse, Used } from "../judge/bottleneck.ts";
import type { Stage } from "../stage/stage.ts";

const CORES = cpus().length;
const TICKS_PER_SECOND = 100;

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
  /** One look at the connections; the database may be away. */
  look(): Promise<void>;
  /** What was used since `begin`. `numbers` is what the numbers with texts due may send together. */
  end(numbers: { allowed: number }): Promise<Used>;
}

export function watchResources(stage: Stage): ResourceWatch {
  let first: Counters | null = null;
  let looks: Map<string, number>[] = [];

  return {
    async begin() {
      looks = [];
      first = await readCounters(stage);
    },
    async look() {
      const rows = await stage.ctx.db.run<{ name: string; busy: number }>(busyConnections, []).catch(() => null);
      if (rows) looks.push(new Map(rows.map(({ name, busy }) => [name, busy])));
    },
    async end({ allowed }) {
      if (!first) throw new Error("Nothing was begun.");
      const last = await readCounters(stage);
      return usedBetween(stage, first, last, looks, allowed);
    },
  };
}

function usedBetween(
  { fleet, databasePool }: Stage,
  first: Counters,
  last: Counters,
  looks: Map<string, number>[],
  allowed: number,
): Used {
  const seconds = (last.at - first.at) / 1_000;
  const coresOf = (name: string) => Math.max(0, ((last.seconds[name] ?? 0) - (first.seconds[name] ?? 0)) / seconds);
  const processes = fleet.running().map(
    ({ name, kind }): LoopUse => ({
      ...{ name, kind, cores: coresOf(name), connectionsAllowed: databasePool },
      connectionsBusy: looks.reduce((sum, look) => sum + (look.get(name) ?? 0), 0) / Math.max(1, looks.length),
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
