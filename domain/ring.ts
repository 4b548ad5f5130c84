import type { Doorbell } from "#platform/queue/doorbell";
import { type JobName, type JobPayload, jobs, type Ring } from "./jobs.ts";

/** The bells of the job page on a real doorbell. */
export function ringOn(doorbell: Doorbell): Ring {
  return async <Name extends JobName>(name: Name, payload: JobPayload<Name>) => {
    // The page pairs each key with its payload; TypeScript cannot follow the pair through an index.
    const key = jobs[name].key as (payload: JobPayload<Name>) => string;
    await doorbell.ring(name, key(payload), payload);
  };
}
