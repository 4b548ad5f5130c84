import { dueCampaignLanes } from "#domain/campaigns/sending/lanes";
import { type Job, type Turn, turnJob } from "#domain/jobs";
import type { Db } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { dueWork, payloadKeyOf, type SweptJob } from "./due.ts";

const dueLanes = statementFile(import.meta.url, "./due-lanes.sql");

interface DueWork {
  job: SweptJob;
  shopId: string | null;
  recordId: string | null;
}

/**
 * Every job that PostgreSQL says is due. The work is found here whatever happened to Redis or to the process that should
 * have enqueued it; enqueueing a job that waits already changes nothing.
 */
export async function dueJobs(db: Db, now: Date): Promise<Job[]> {
  const [waiting, chunks, work] = await Promise.all([
    db.run<Turn>(dueLanes, [now]),
    dueCampaignLanes(db, now),
    db.run<DueWork>(dueWork, [now]),
  ]);
  return [
    ...[...waiting, ...chunks].map(turnJob),
    ...work.map(({ job, shopId, recordId }) => {
      const key = payloadKeyOf(job);
      return { name: job, payload: { ...(shopId && { shopId }), ...(key && { [key]: recordId }) } };
    }),
  ] as Job[]; // each row's ids are those that its job's payload names
}
