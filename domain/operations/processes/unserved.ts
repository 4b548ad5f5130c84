import { type JobName, jobs } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** After so long without a word a process counts as gone; it says one every five seconds. */
export const GONE_AFTER_SECONDS = 30;

const served = statement(
  "served-queues",
  `SELECT DISTINCT unnest(queues) AS queue FROM processes
   WHERE seen_at > clock_timestamp() - make_interval(secs => $1) AND told IS NULL`,
);

/** The queues that no living worker serves, but for those that are told to drain, in the order of the job page. What waits on them waits for ever. */
export async function unservedQueues(sql: Sql): Promise<JobName[]> {
  const rows = await sql.run<{ queue: string }>(served, [GONE_AFTER_SECONDS]);
  const living = new Set(rows.map((row) => row.queue));
  return (Object.keys(jobs) as JobName[]).filter((name) => !living.has(name));
}
