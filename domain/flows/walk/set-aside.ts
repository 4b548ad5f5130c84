import type { Context } from "#domain/context";
import { halvesOf } from "#platform/halves-of";
import { batch, columnsOf } from "#platform/sql/batch";
import { isContention, isDatabaseDown } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface EnrollmentKey {
  shopId: string;
  id: string;
}

/** What a claim of due timers returns. */
export interface DueEnrollment extends EnrollmentKey {
  versionId: string;
}

/**
 * Failures that the search for what is at fault may cost in a version's part of a batch; each is a transaction
 * that is rolled back.
 */
const MOST_FAILURES = 20;
/** For those of the batch that weren't tried any more. */
const UNTRIED_MS = 5 * 60_000;

const setAside = statement(
  "set-enrollment-aside",
  `UPDATE enrollments SET failures = failures + 1, trouble = $4,
     resume_at = $3::timestamptz + least(interval '6 hours', interval '1 minute' * 4 ^ least(failures, 5))
   WHERE shop_id = $1 AND id = $2 AND state = 'waiting' AND resume_at <= $3
   RETURNING failures, flow_id AS "flowId"`,
);
const putOff = statement(
  "put-untried-off",
  `UPDATE enrollments e SET resume_at = $3::timestamptz
   FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
   WHERE e.shop_id = t.shop_id AND e.id = t.id AND e.state = 'waiting' AND e.resume_at <= $4`,
);

/** True when a step has thrown for a reason of its own: not because the database is away, or because others had the rows. */
export function isOwnFault(error: unknown): boolean {
  return !isDatabaseDown(error) && !isContention(error);
}

/**
 * Moves on a batch that failed as a whole: each version's people by themselves, and where those fail, by
 * halves, down to the enrollments that are at fault. Each of those is set aside: it stays at its step, says
 * what was thrown, and is tried again after a minute, four minutes, and so on, up to six hours. After 20
 * failures the version's others are put off for five minutes untried.
 */
export async function moveOnByParts(
  ctx: Pick<Context, "db" | "clock" | "log">,
  failed: DueEnrollment[],
  moveOn: (some: EnrollmentKey[]) => Promise<void>,
): Promise<void> {
  for (const ofVersion of Map.groupBy(failed, (it) => it.versionId).values())
    await moveOnByHalves(ctx, ofVersion, moveOn);
}

async function moveOnByHalves(
  ctx: Pick<Context, "db" | "clock" | "log">,
  all: EnrollmentKey[],
  moveOn: (some: EnrollmentKey[]) => Promise<void>,
): Promise<void> {
  const parts = [all];
  for (let failures = 0; parts.length > 0; ) {
    const part = parts.shift() ?? [];
    if (failures >= MOST_FAILURES) return putUntriedOff(ctx, [part, ...parts].flat());
    try {
      await moveOn(part);
    } catch (error) {
      if (!isOwnFault(error)) throw error;
      failures += 1;
      const [only] = part;
      if (part.length === 1 && only) await setOneAside(ctx, only, error);
      else parts.unshift(...halvesOf(part));
    }
  }
}

async function setOneAside(
  { db, clock, log }: Pick<Context, "db" | "clock" | "log">,
  { shopId, id }: EnrollmentKey,
  error: unknown,
): Promise<void> {
  const [row] = await db.run<{ failures: number; flowId: string }>(setAside, [shopId, id, clock.now(), nameOf(error)]);
  if (row) log.error({ shopId, enrollmentId: id, ...row, err: error }, "enrollment set aside: its step failed");
}

async function putUntriedOff({ db, clock }: Pick<Context, "db" | "clock">, some: EnrollmentKey[]): Promise<void> {
  const now = clock.now();
  const t = columnsOf(some, { shop_id: (it) => it.shopId, id: (it) => it.id });
  await db.run(...batch(putOff, { t }, [new Date(now.getTime() + UNTRIED_MS), now]));
}

/** PostgreSQL's code or the error's name. Its message may quote what a person wrote. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
