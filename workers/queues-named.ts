import { type JobName, jobs } from "#domain/jobs";
import { ConfigError } from "#platform/config";

/** The queues that WORKER_QUEUES names, each once. "all" among them is all. Throws a ConfigError for what is no queue. */
export function queuesNamed(names: string[]): JobName[] {
  const known = Object.keys(jobs) as JobName[];
  const strange = names.find((name) => name !== "all" && !Object.hasOwn(jobs, name));
  if (strange !== undefined)
    throw new ConfigError(`WORKER_QUEUES names "${strange}", which is no queue: choose from all, ${known.join(", ")}.`);
  if (names.length === 0 || names.includes("all")) return known;
  return known.filter((name) => names.includes(name));
}
