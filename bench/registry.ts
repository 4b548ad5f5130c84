import type { Benchmark } from "./benchmark.ts";

/** Every benchmark by its name, which is its file's too; a file is only loaded when it is asked for. */
export const benchmarks: Record<string, () => Promise<Benchmark>> = {
  dispatch: async () => (await import("./dispatch.ts")).dispatch,
  intake: async () => (await import("./intake.ts")).intake,
  priority: async () => (await import("./priority.ts")).priority,
  fairness: async () => (await import("./fairness.ts")).fairness,
  "campaign-start": async () => (await import("./campaign-start.ts")).campaignStart,
  receipts: async () => (await import("./receipts.ts")).receipts,
  window: async () => (await import("./window.ts")).window,
  storm: async () => (await import("./storm.ts")).storm,
  import: async () => (await import("./import.ts")).importing,
  segment: async () => (await import("./segment.ts")).segment,
  vitals: async () => (await import("./vitals.ts")).vitals,
  flows: async () => (await import("./flows.ts")).flows,
  neighbors: async () => (await import("./neighbors.ts")).neighbors,
};
