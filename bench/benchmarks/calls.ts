import { concurrencyLimit } from "#domain/dispatch/concurrency";
import {
  chances,
  type LimitedProvider,
  type Limiter,
  paced,
  playCalls,
  queueing,
  refusing,
} from "../../test/factories/calls/limited-provider.ts";
import type { Benchmark } from "../benchmark.ts";
import { additiveLimit } from "../limiters/additive.ts";
import { gradientLimit } from "../limiters/gradient.ts";

const CALL_MS = 150;
const MOST = 2_000;
const COUNT_FROM_MS = 10_000;
const END_MS = 40_000;

type MakeLimit = (bounds: { least: number; most: number }, now: () => number) => Limiter;

const limits: Record<string, MakeLimit> = { ours: concurrencyLimit, gradient: gradientLimit, additive: additiveLimit };

interface Case {
  provider: () => LimitedProvider;
  /** What it can do, in calls a second. */
  perSecond: number;
  processes: number;
}

const of = (calls: number) => (calls * 1_000) / CALL_MS;
const cases: Record<string, Case> = {
  takesAll: { provider: () => refusing(1e9, CALL_MS, chances(7)), perSecond: of(MOST), processes: 1 },
  refusesBeyond300: { provider: () => refusing(300, CALL_MS, chances(7)), perSecond: of(300), processes: 1 },
  refusesBeyond1000: { provider: () => refusing(1_000, CALL_MS, chances(7)), perSecond: of(1_000), processes: 1 },
  refusesBeyond3000ASecond: { provider: () => paced(3_000, CALL_MS, chances(7)), perSecond: 3_000, processes: 1 },
  queuesBeyond300: { provider: () => queueing(300, CALL_MS, chances(7)), perSecond: of(300), processes: 1 },
  threeProcesses: { provider: () => refusing(1_000, CALL_MS, chances(7)), perSecond: of(1_000), processes: 3 },
};

export const calls: Benchmark = {
  name: "calls",
  question: "Which limit of the calls in flight finds best what a provider bears, in simulation?",
  goals: () => [
    { key: "leastUse", atLeast: 0.85 },
    { key: "mostRefused", atMost: 0.15 },
    { key: "jainIndex", atLeast: 0.95 },
  ],
  run: async ({ say }) => {
    const sides = new Map<string, Record<string, number>>();
    for (const [name, makeLimit] of Object.entries(limits)) {
      say(`Simulating ${name}`);
      sides.set(name, Object.assign({}, ...Object.entries(cases).map(([kind, it]) => figuresOf(kind, it, makeLimit))));
    }
    const ours = new Map(Object.entries(sides.get("ours") ?? {}));
    const figures = (suffix: string) => [...ours].flatMap(([key, value]) => (key.endsWith(suffix) ? [value] : []));
    return {
      scale: { simulatedSeconds: END_MS / 1_000 },
      settings: { callMs: CALL_MS, most: MOST, countedFromMs: COUNT_FROM_MS },
      values: {
        leastUse: Math.min(...figures("Use")),
        mostRefused: Math.max(...figures("Refused")),
        jainIndex: ours.get("threeProcessesJainIndex") ?? Number.NaN,
      },
      sides: Object.fromEntries(sides),
    };
  },
};

function figuresOf(kind: string, { provider, perSecond, processes }: Case, makeLimit: MakeLimit) {
  const clock = { ms: 0 };
  const bounds = { least: 4, most: MOST / processes };
  const callers = Array.from({ length: processes }, () => ({ limit: makeLimit(bounds, () => clock.ms) }));
  const seen = playCalls(provider(), callers, clock, { endMs: END_MS, countFrom: COUNT_FROM_MS });
  const sum = seen.perSecond.reduce((all, it) => all + it, 0);
  const squares = seen.perSecond.reduce((all, it) => all + it ** 2, 0);
  return {
    [`${kind}Use`]: sum / perSecond,
    [`${kind}Refused`]: seen.refusedShare,
    [`${kind}CallMs`]: seen.callMs,
    ...(processes > 1 && { [`${kind}JainIndex`]: sum ** 2 / (processes * squares) }),
  };
}
