import { dueCampaignLanes } from "#domain/campaigns/sending/lanes";
import { type Job, type JobName, type Turn, turnJob } from "#domain/jobs";
import type { Db } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

const dueLanes = statementFile(import.meta.url, "./due-lanes.sql");
const dueWork = statementFile(import.meta.url, "./due-work.sql");

interface DueWork {
  job: JobName;
  shopId: string | null;
  /** The campaign or the import. */
  subjectId: string | null;
}

/** What the subject of a job's payload is called there, when it is no campaign. */
const SUBJECT: Partial<Record<JobName, string>> = { import: "importId" };

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
    ...work.map(({ job, shopId, subjectId }) => ({
      name: job,
      payload: { ...(shopId && { shopId }), ...(subjectId && { [SUBJECT[job] ?? "campaignId"]: subjectId }) },
    })),
  ] as Job[]; // each row's ids are those that its job's payload names
}
