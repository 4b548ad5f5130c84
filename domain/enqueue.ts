import type { Producer } from "#platform/queue/producer";
import { type Enqueue, type JobName, type JobPayload, jobs } from "./jobs.ts";

/** Enqueues the jobs of the job page in a real queue. */
export function enqueueOn(producer: Producer): Enqueue {
  return async <Name extends JobName>(name: Name, payload: JobPayload<Name>) => {
    // The page pairs each key with its payload; TypeScript cannot follow the pair through an index.
    const key = jobs[name].key as (payload: JobPayload<Name>) => string;
    await producer.enqueue(name, key(payload), payload);
  };
}
