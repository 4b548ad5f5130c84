/** One process of ours with one event loop, and its connections to the database. */
export interface LoopUse {
  name: string;
  kind: "worker" | "web";
  /** Cores that it used, of which its event loop can use one. */
  cores: number;
  /** Connections in use on average, and how many it may hold. */
  connectionsBusy: number;
  connectionsAllowed: number;
  /** Calls of the provider under way on average, and how many it makes at most; 0 when it makes none. */
  callsInFlight: number;
  callLimit: number;
  /** How late its timers ran at worst. */
  loopLagMs: number;
}

/** How much of everything was used in a stretch of load. */
export interface Used {
  /** Of the machine that everything shares. */
  cores: number;
  processes: LoopUse[];
  databaseCores: number;
  redisCores: number;
  /** The simulated store, carrier and the rehearsal itself. */
  simulatorCores: number;
  /** Programs that are not the rehearsal's. */
  otherCores: number;
  /** Requests that the provider took and those it answered with "too many". */
  provider: { taken: number; refused: number };
  /** Parts a second that left numbers with texts due, and what these numbers may send together. */
  numbers: { perSecond: number; allowed: number };
}

export type Resource =
  | "provider-rate"
  | "number-rate"
  | "provider-calls"
  | "connections"
  | "database-cpu"
  | "worker-loop"
  | "web-loop"
  | "redis"
  | "machine"
  | "unknown";

export interface Bottleneck {
  resource: Resource;
  /** Which of them, when there are several. */
  name: string | null;
  /** From 0 to 1. */
  use: number;
  because: string;
  add: string;
}

/** From here on a resource counts as used up. Averages: a resource that is full at times has moments without work too. */
const FULL = 0.85;
const NUMBERS_FULL = 0.9;
const REFUSED_SHARE = 0.02;
const MACHINE_FULL = 0.93;
/** So much of the machine used by others makes every figure about cores worthless. */
const OTHERS_SHARE = 0.25;

/**
 * The resource that held everything else up. Limits set by others and by settings come before cores: a process that may not
 * send has an idle event loop, while a full one never makes a provider refuse. Connections count only while the database has
 * cores left, because a slow database keeps every connection in use.
 */
export function findBottleneck(used: Used): Bottleneck {
  return (
    providerRate(used) ??
    numberRate(used) ??
    providerCalls(used) ??
    databaseCpu(used) ??
    connections(used) ??
    loop(used) ??
    redis(used) ??
    rest(used)
  );
}

function providerRate({ provider: { taken, refused } }: Used): Bottleneck | null {
  const share = refused / Math.max(1, taken + refused);
  if (share < REFUSED_SHARE) return null;
  return {
    ...{ resource: "provider-rate", name: null, use: 1 },
    because: `The provider refused ${percent(share)} of the calls as too many.`,
    add: "Ask the provider for a higher rate for the account, or spread the texts over more accounts or providers.",
  };
}

function numberRate({ numbers: { perSecond, allowed } }: Used): Bottleneck | null {
  const use = allowed > 0 ? perSecond / allowed : 0;
  if (use < NUMBERS_FULL) return null;
  return {
    ...{ resource: "number-rate", name: null, use: Math.min(1, use) },
    because: `The numbers with texts due sent ${round(perSecond)} parts a second of the ${round(allowed)} that they may.`,
    add: "Register numbers with a higher rate (a short code), add numbers, or start the campaigns at different times.",
  };
}

/** A provider that takes long: every call is under way, and the process waits for answers. */
function providerCalls({ processes }: Used): Bottleneck | null {
  const worst = busiest(processes, ({ callsInFlight, callLimit }) => callsInFlight / Math.max(1, callLimit));
  if (!worst || worst.use < FULL || worst.process.cores >= FULL) return null;
  const { name, callsInFlight, callLimit } = worst.process;
  return {
    ...{ resource: "provider-calls", name, use: Math.min(1, worst.use) },
    because: `${name} had ${round(callsInFlight)} of the ${callLimit} calls that it may make at once under way, and cores left.`,
    add: "Set PROVIDER_CALLS, or raise it if the limits of all workers reach it. Otherwise the provider bears no more: ask it for a higher rate.",
  };
}

function databaseCpu({ databaseCores, cores, otherCores }: Used): Bottleneck | null {
  const use = databaseCores / Math.max(0.1, cores - otherCores);
  if (use < FULL) return null;
  return {
    ...{ resource: "database-cpu", name: null, use: Math.min(1, use) },
    because: `PostgreSQL used ${databaseCores.toFixed(1)} of ${cores} cores.`,
    add: "Give the database more cores, or move shops to a second installation.",
  };
}

function connections({ processes }: Used): Bottleneck | null {
  const worst = busiest(processes, ({ connectionsBusy, connectionsAllowed }) => connectionsBusy / connectionsAllowed);
  if (!worst || worst.use < FULL) return null;
  const { connectionsBusy, connectionsAllowed } = worst.process;
  return {
    ...{ resource: "connections", name: worst.process.name, use: Math.min(1, worst.use) },
    because: `${worst.process.name} had ${connectionsBusy.toFixed(1)} of its ${connectionsAllowed} database connections in use on average, so work waited for one.`,
    add: "Raise DATABASE_POOL (and PostgreSQL's max_connections), or add a process.",
  };
}

function loop({ processes }: Used): Bottleneck | null {
  const worst = busiest(processes, ({ cores }) => cores);
  if (!worst || worst.use < FULL) return null;
  const { name, kind, cores, loopLagMs } = worst.process;
  return {
    ...{ resource: kind === "worker" ? "worker-loop" : "web-loop", name, use: Math.min(1, worst.use) },
    because: `${name} used ${cores.toFixed(2)} cores, and its event loop can use one. Its timers ran up to ${round(loopLagMs)} ms late.`,
    add: kind === "worker" ? "Add a worker process that serves the same queues." : "Add a web process.",
  };
}

function redis({ redisCores }: Used): Bottleneck | null {
  if (redisCores < FULL) return null;
  return {
    ...{ resource: "redis", name: null, use: Math.min(1, redisCores) },
    because: `Redis used ${redisCores.toFixed(2)} cores, and it can use one.`,
    add: "Give Redis a faster core, or use a Redis Cluster (docs/decisions/0017-redis-cluster.md).",
  };
}

function rest({ cores, processes, databaseCores, redisCores, simulatorCores, otherCores }: Used): Bottleneck {
  const ours = processes.reduce((sum, { cores: used }) => sum + used, databaseCores + redisCores + simulatorCores);
  const use = Math.min(1, (ours + otherCores) / cores);
  if (use < MACHINE_FULL)
    return {
      ...{ resource: "unknown", name: null, use },
      because: "No resource that is watched was used up.",
      add: "Look at waits: locks and disk in pg_stat_activity, and the provider's own latency.",
    };
  const byOthers = otherCores / cores >= OTHERS_SHARE;
  return {
    ...{ resource: "machine", name: null, use },
    because: byOthers
      ? `All ${cores} cores were busy, ${otherCores.toFixed(1)} of them with programs that are not part of the rehearsal.`
      : `All ${cores} cores were busy: ${round((simulatorCores / cores) * 100)} % with the simulated stores and carrier.`,
    add: byOthers
      ? "Rehearse again on a machine without other work."
      : "Rehearse on a machine with more cores: the simulators and the processes share this one.",
  };
}

function busiest(processes: LoopUse[], useOf: (process: LoopUse) => number) {
  return processes
    .map((process) => ({ process, use: useOf(process) }))
    .reduce<{ process: LoopUse; use: number } | null>((most, it) => (most && most.use >= it.use ? most : it), null);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function round(value: number): string {
  return Math.round(value).toLocaleString("en");
}
