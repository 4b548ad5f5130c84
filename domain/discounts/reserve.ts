import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { poolsFor } from "./pools.ts";
import { type DiscountTerms, termsKey } from "./terms.ts";

/** Someone at a step that gives a code. */
export interface Claimant {
  shopId: string;
  enrollmentId: string;
  stepId: string;
  terms: DiscountTerms;
  /** How long they wait when no code is free. */
  until: Date;
}

/** Fewer free codes than this, and more are made. */
export const LOW_STOCK = 100;

const mine = statement(
  "codes-given-already",
  `SELECT c.enrollment_id AS "enrollmentId", c.step_id AS "stepId", c.code FROM discount_codes c
   JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS t(shop_id, enrollment_id, step_id)
     ON c.shop_id = t.shop_id AND c.enrollment_id = t.enrollment_id AND c.step_id = t.step_id`,
);
/** Codes that another worker is giving at this moment are passed over. */
const give = statement(
  "give-codes",
  `WITH claimants AS (
     SELECT t.*, row_number() OVER () AS place FROM unnest($3::uuid[], $4::text[]) AS t(enrollment_id, step_id)
   ), locked AS MATERIALIZED (
     SELECT code FROM discount_codes WHERE shop_id = $1 AND pool_id = $2 AND state = 'free'
     LIMIT (SELECT count(*) FROM claimants) FOR UPDATE SKIP LOCKED
   ), free AS (
     SELECT code, row_number() OVER () AS place FROM locked
   )
   UPDATE discount_codes c SET state = 'given', enrollment_id = k.enrollment_id, step_id = k.step_id, given_at = $5::timestamptz
   FROM free f JOIN claimants k ON k.place = f.place
   WHERE c.shop_id = $1 AND c.code = f.code
   RETURNING c.enrollment_id AS "enrollmentId", c.step_id AS "stepId", c.code`,
);
const wait = statement(
  "wait-for-codes",
  `INSERT INTO discount_waits (shop_id, pool_id, enrollment_id, step_id, until)
   SELECT $1, $2, t.enrollment_id, t.step_id, t.until
   FROM unnest($3::uuid[], $4::text[], $5::timestamptz[]) AS t(enrollment_id, step_id, until)
   ON CONFLICT DO NOTHING`,
);
const countFree = statement(
  "count-free-codes",
  `SELECT count(*)::int AS count FROM (
     SELECT FROM discount_codes WHERE shop_id = $1 AND pool_id = $2 AND state = 'free' LIMIT $3) free`,
);
const ring = statement(
  "want-more-codes",
  `UPDATE discount_pools SET due_at = $3 WHERE shop_id = $1 AND id = $2 AND (due_at IS NULL OR due_at > $3) AND trouble IS NULL
   RETURNING 1 AS done`,
);

interface Given {
  enrollmentId: string;
  stepId: string;
  code: string;
}

/**
 * Gives a free code to each, in the caller's transaction: no one else can get it. Who comes again for the same step gets the
 * same code. Who gets none waits for one until their time is over (`mintCodes` serves them). Returns the codes by enrollment,
 * and the jobs owed after the commit.
 */
export async function reserveCodes(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  claimants: Claimant[],
): Promise<{ codes: Map<string, string>; jobs: Job[] }> {
  const known = await codesOf(tx, claimants);
  const others = claimants.filter((it) => !known.has(it.enrollmentId));
  const pools = await poolsFor(tx, ctx, others);
  const jobs: Job[] = [];
  for (const { id: poolId, shopId, termsKey: key } of pools) {
    const own = others.filter((it) => it.shopId === shopId && termsKey(it.terms) === key);
    const given = await giveCodes(tx, ctx, { shopId, poolId }, own);
    for (const { enrollmentId, code } of given) known.set(enrollmentId, code);
    const without = own.filter((it) => !known.has(it.enrollmentId));
    if (without.length > 0) await letWait(tx, { shopId, poolId }, without);
    const [free] = await tx.run<{ count: number }>(countFree, [shopId, poolId, LOW_STOCK]);
    if ((free?.count ?? 0) >= LOW_STOCK) continue;
    await tx.run(ring, [shopId, poolId, ctx.clock.now()]);
    jobs.push({ name: "discount-codes", payload: { shopId } });
  }
  return { codes: known, jobs };
}

async function codesOf(tx: Sql, claimants: Claimant[]): Promise<Map<string, string>> {
  const t = columnsOf(claimants, {
    shop_id: (it) => it.shopId,
    enrollment_id: (it) => it.enrollmentId,
    step_id: (it) => it.stepId,
  });
  const rows = await tx.run<Given>(...batch(mine, { t }));
  return new Map(rows.map((row) => [row.enrollmentId, row.code]));
}

type PoolOf = { shopId: string; poolId: string };

/** As many of them as there are free codes, the first first. */
export async function giveCodes(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, poolId }: PoolOf,
  claimants: { enrollmentId: string; stepId: string }[],
): Promise<Given[]> {
  if (claimants.length === 0) return [];
  const t = columnsOf(claimants, { enrollment_id: (it) => it.enrollmentId, step_id: (it) => it.stepId });
  return tx.run<Given>(...batch(give, { t }, [shopId, poolId, clock.now()]));
}

async function letWait(tx: Sql, { shopId, poolId }: PoolOf, claimants: Claimant[]): Promise<void> {
  const t = columnsOf(claimants, {
    enrollment_id: (it) => it.enrollmentId,
    step_id: (it) => it.stepId,
    until: (it) => it.until,
  });
  await tx.run(...batch(wait, { t }, [shopId, poolId]));
}
