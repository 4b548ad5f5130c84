import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { giveCodes } from "./reserve.ts";

export interface ServedCode {
  shopId: string;
  enrollmentId: string;
  stepId: string;
  code: string;
}

export type GivenCode = (tx: Sql, ctx: Pick<Context, "clock">, served: ServedCode[]) => Promise<Job[]>;

const AT_ONCE = 250;

/** Whose time is over, or who waits at that step no more. */
const forget = statement(
  "forget-code-waits",
  `DELETE FROM discount_waits w WHERE w.shop_id = $1 AND w.pool_id = $2 AND (w.until <= $3 OR NOT EXISTS (
     SELECT FROM enrollments e WHERE e.shop_id = w.shop_id AND e.id = w.enrollment_id AND e.state = 'waiting' AND e.step_id = w.step_id))`,
);
const waiting = statement(
  "code-waits",
  `SELECT enrollment_id AS "enrollmentId", step_id AS "stepId" FROM discount_waits
   WHERE shop_id = $1 AND pool_id = $2 ORDER BY until, enrollment_id LIMIT $3 FOR UPDATE SKIP LOCKED`,
);
const end = statement(
  "end-code-waits",
  `DELETE FROM discount_waits WHERE shop_id = $1 AND pool_id = $2 AND enrollment_id = ANY($3::uuid[])`,
);

/** Gives free codes to those who wait for one, the most urgent first. Returns the jobs owed after the commit, and whether more may be served at once. */
export async function serveWaiting(
  tx: Sql,
  { clock, onGiven }: Pick<Context, "clock"> & { onGiven: GivenCode },
  { shopId, poolId }: { shopId: string; poolId: string },
): Promise<{ jobs: Job[]; isFull: boolean }> {
  await tx.run(forget, [shopId, poolId, clock.now()]);
  const claimants = await tx.run<{ enrollmentId: string; stepId: string }>(waiting, [shopId, poolId, AT_ONCE]);
  const given = await giveCodes(tx, { clock }, { shopId, poolId }, claimants);
  if (given.length === 0) return { jobs: [], isFull: false };
  await tx.run(end, [shopId, poolId, given.map((it) => it.enrollmentId)]);
  const jobs = await onGiven(
    tx,
    { clock },
    given.map((it) => ({ ...it, shopId })),
  );
  return { jobs, isFull: given.length === AT_ONCE };
}
