import type { Chart } from "./report/picture.ts";

/** What one benchmark is: a question, what would be a good answer, and how to find out. One file each in this folder. */
export interface Benchmark {
  /** Its name on the command line and its file's. */
  name: string;
  /** One sentence that ends with a question mark. */
  question: string;
  /** What may be asked of it beside --json and --quick. */
  flags?: Record<string, Flag>;
  /** What the full run is judged by; may depend on the flags. */
  goals(flags: Flags): Goal[];
  run(options: RunOptions): Promise<Result>;
}

export interface Flag {
  type: "boolean" | "string";
  /** For the list of benchmarks. */
  meaning: string;
}

export type Flags = Record<string, boolean | string | undefined>;

/** Exactly one bound, on one of the result's `values`. */
export type Goal = { key: string } & ({ atLeast: number } | { atMost: number } | { below: number });

export interface RunOptions {
  /** Smaller scale, under a minute, judged by no one. */
  isQuick: boolean;
  flags: Flags;
  /** A line of progress, to stderr. */
  say(line: string): void;
  /**
   * What must be undone however the run ends: its end, a failure, Ctrl-C. The last to be named is the first undone, and all
   * are tried. Servers and processes of this folder register themselves.
   */
  onEnd(undo: () => Promise<void> | void): void;
}

export interface Result {
  /** How much was done: recipients, seconds of load, rows. */
  scale: Record<string, number>;
  /** What else a repetition must know: connections, processes, latencies, server settings. */
  settings: Record<string, string | number | boolean>;
  /** The figures the goals are about, under the names of the goals' keys, and others beside them. */
  values: Record<string, number>;
  /** Each side that was compared, with what was measured of it. */
  sides: Record<string, Record<string, number>>;
  /** CPU seconds used while measuring, by process. */
  cpuSeconds?: Record<string, number>;
  /** Drawn into docs/benchmarks/<name>.svg after a full run. */
  chart?: Chart;
}

export interface Judgement {
  goal: Goal;
  value: number | undefined;
  isMet: boolean;
}

/** A goal whose value was not measured is not met. */
export function judge(goals: Goal[], values: Record<string, number>): Judgement[] {
  return goals.map((goal) => {
    const value = values[goal.key];
    return { goal, value, isMet: value !== undefined && isWithin(goal, value) };
  });
}

/** "≥ 0.35" */
export function describeGoal(goal: Goal): string {
  if ("atLeast" in goal) return `≥ ${goal.atLeast.toLocaleString("en")}`;
  if ("atMost" in goal) return `≤ ${goal.atMost.toLocaleString("en")}`;
  return `< ${goal.below.toLocaleString("en")}`;
}

function isWithin(goal: Goal, value: number): boolean {
  if ("atLeast" in goal) return value >= goal.atLeast;
  if ("atMost" in goal) return value <= goal.atMost;
  return value < goal.below;
}
