import fc from "fast-check";
import type { Terms } from "./form.ts";
import type { Sample } from "./neighbor.ts";
import type { Target } from "./target.ts";
import type { Sent } from "./wire.ts";
import type { FuzzWorld } from "./world.ts";

export interface Found {
  summary: string;
  failures: string[];
}

interface RunOptions extends Terms {
  seed: number;
  ms: number;
  isQuick: boolean;
}

const SHOWN = 1_500;
/** By then each kind of input has come many times. */
const ENOUGH_RUNS = 200;

/** Puts generated input to the product until the time is up or an answer is a failure, and judges the other shop's answers. */
export async function runTarget(world: FuzzWorld, target: Target, options: RunOptions): Promise<Found> {
  const { input, put, depth } = target.cases(world.victim);
  let deep = 0;
  const statuses = new Map<number, number>();
  let slowest: Sent | null = null;
  await world.neighbor.samples(1); // what is under way began before
  const property = fc.asyncProperty(input, async (it) => {
    for (const sent of await put(it as never)) {
      statuses.set(sent.status, (statuses.get(sent.status) ?? 0) + 1);
      if (slowest === null || sent.ms > slowest.ms) slowest = sent;
      if (depth?.isReached(sent)) deep += 1;
      const wrong = complaintOf(sent);
      if (wrong !== null) throw new Error(wrong);
    }
  });
  const result = await fc.check(property, {
    seed: options.seed,
    numRuns: 1_000_000,
    interruptAfterTimeLimit: options.ms,
    markInterruptAsFailure: false,
    endOnFailure: options.isQuick,
  });
  const samples = await world.neighbor.samples(2);
  const failures = [
    ...(result.failed && !result.interrupted ? [`Input ${result.numRuns}: ${said(result.errorInstance)}`] : []),
    ...(depth && deep === 0 && result.numRuns > ENOUGH_RUNS ? [`No ${depth.what}: the input got nowhere.`] : []),
    ...stallsIn(samples, options, slowest),
    ...world.deserters(),
  ];
  const reached = depth ? [`${deep} ${depth.what}`] : [];
  return { summary: [summaryOf(result.numRuns, statuses, samples), ...reached].join(" · "), failures };
}

/** Any answer is right but a failure of ours, and none at all. */
function complaintOf({ status, what, isLate, answer }: Sent): string | null {
  if (isLate) return `no answer: ${what}`;
  return status >= 500 ? `${status} to ${what}: ${answer.slice(0, 300)}` : null;
}

function said(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, SHOWN);
}

function stallsIn(samples: Sample[], { limitMs }: Terms, slowest: Sent | null): string[] {
  const worst = samples.reduce<Sample | null>((most, it) => (most === null || it.ms > most.ms ? it : most), null);
  const refused = samples.filter(({ status }) => status !== 200 && status !== 404);
  return [
    ...(worst !== null && worst.ms > limitMs
      ? [
          `The other shop's ${worst.kind} took ${Math.round(worst.ms)} ms. The slowest input of the run, ${Math.round(slowest?.ms ?? 0)} ms: ${slowest?.what.slice(0, SHOWN)}`,
        ]
      : []),
    ...(refused.length > 0 ? [`The other shop was answered ${refused[0]?.status} to its ${refused[0]?.kind}.`] : []),
  ];
}

function summaryOf(runs: number, statuses: Map<number, number>, samples: Sample[]): string {
  const counts = [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${count} × ${status || "no answer"}`);
  const worst = Math.round(Math.max(0, ...samples.map(({ ms }) => ms)));
  return [`${runs} inputs`, counts.join(", "), `the other shop: ${samples.length} answers, slowest ${worst} ms`].join(
    " · ",
  );
}
