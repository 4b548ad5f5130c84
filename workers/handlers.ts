import type { JobName, JobPayload } from "#domain/jobs";

/** One handler for each job of the page; what it is given was parsed with the page's schema. */
export type Handlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<void> };
