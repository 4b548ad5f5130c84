import type { Benchmark } from "./benchmark.ts";

/** Every benchmark by its name, which is its file's too; a file is only loaded when it is asked for. */
export const benchmarks: Record<string, () => Promise<Benchmark>> = {
  dispatch: async () => (await import("./benchmarks/dispatch.ts")).dispatch,
  pixel: async () => (await import("./benchmarks/pixel.ts")).pixel,
  api: async () => (await import("./benchmarks/api.ts")).api,
  intake: async () => (await import("./benchmarks/intake.ts")).intake,
  priority: async () => (await import("./benchmarks/priority.ts")).priority,
  fairness: async () => (await import("./benchmarks/fairness.ts")).fairness,
  "campaign-start": async () => (await import("./benchmarks/campaign-start.ts")).campaignStart,
  receipts: async () => (await import("./benchmarks/receipts.ts")).receipts,
  window: async () => (await import("./benchmarks/window.ts")).window,
  storm: async () => (await import("./benchmarks/storm.ts")).storm,
  import: async () => (await import("./benchmarks/import.ts")).importing,
  segment: async () => (await import("./benchmarks/segment.ts")).segment,
  replies: async () => (await import("./benchmarks/replies.ts")).replies,
  vitals: async () => (await import("./benchmarks/vitals.ts")).vitals,
  builder: async () => (await import("./benchmarks/builder.ts")).builder,
  flows: async () => (await import("./benchmarks/flows.ts")).flows,
  triggers: async () => (await import("./benchmarks/triggers.ts")).triggers,
  soak: async () => (await import("./benchmarks/soak.ts")).soak,
  rows: async () => (await import("./benchmarks/rows.ts")).rows,
  neighbors: async () => (await import("./benchmarks/neighbors.ts")).neighbors,
  telemetry: async () => (await import("./benchmarks/telemetry.ts")).telemetry,
  hosts: async () => (await import("./benchmarks/hosts.ts")).hosts,
  calls: async () => (await import("./benchmarks/calls.ts")).calls,
};
