import { type JobName, jobs } from "#domain/jobs";

/** Worker processes apart, as a large installation has them: a class can be lost while the other goes on. */
export type WorkerClass = "urgent" | "campaigns";

const OF_CAMPAIGNS = new Set<JobName>([
  ...(["dispatch-campaign", "campaign", "dry-run", "import", "segment-sizes"] as const),
  ...(["missing-receipts", "reconcile", "upkeep"] as const),
]);

/** For WORKER_QUEUES. */
export function queuesOf(of: WorkerClass): string {
  const names = Object.keys(jobs) as JobName[]; // the table's own keys
  return names.filter((name) => OF_CAMPAIGNS.has(name) === (of === "campaigns")).join(",");
}
