import { dueCampaignLanes } from "#domain/campaigns/lanes";
import { type Bell, type JobName, type Turn, turnBell } from "#domain/jobs";
import type { Db } from "#platform/db";
import { statementFile } from "#platform/statement";

const dueLanes = statementFile(import.meta.url, "./due-lanes.sql");
const dueWork = statementFile(import.meta.url, "./due-work.sql");

interface DueWork {
  job: JobName;
  shopId: string | null;
  campaignId: string | null;
}

/**
 * Every bell that PostgreSQL says should be ringing. Whatever happened to Redis or to the process that should have rung,
 * the work is found here; ringing what is rung already changes nothing.
 */
export async function dueBells(db: Db, now: Date): Promise<Bell[]> {
  const [waiting, chunks, work] = await Promise.all([
    db.run<Turn>(dueLanes, [now]),
    dueCampaignLanes(db, now),
    db.run<DueWork>(dueWork, [now]),
  ]);
  return [
    ...[...waiting, ...chunks].map(turnBell),
    ...work.map(({ job, shopId, campaignId }) => ({
      name: job,
      payload: { ...(shopId && { shopId }), ...(campaignId && { campaignId }) },
    })),
  ] as Bell[]; // each row's ids are those that its job's payload names
}
