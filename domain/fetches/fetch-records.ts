import type { Context } from "#domain/context";
import { type Due, enqueueAll, type Job } from "#domain/jobs";
import type { StoreTrouble } from "#domain/shops/store-answer";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { shopsWithDue } from "#platform/sql/shops-with-due";
import { statement } from "#platform/sql/statement";
import type { Fetchable, Fetched } from "./fetched.ts";
import type { RecordStore } from "./store.ts";

/** A step's answer; null when the store has no such record, or refused. */
export interface FetchEnd {
  shopId: string;
  enrollmentId: string;
  stepId: string;
  what: Fetchable;
  fetched: Fetched | null;
  trouble: string | null;
}

type FetchContext = Pick<Context, "db" | "clock" | "log" | "enqueue"> & {
  store: RecordStore;
  /** Is told of each end once, in the transaction that writes it. Returns the jobs owed after the commit. */
  onEnd(tx: Sql, ctx: Pick<Context, "clock">, end: FetchEnd): Promise<Job[]>;
};

interface Row {
  enrollmentId: string;
  stepId: string;
  what: Fetchable;
  recordId: string;
  attempts: number;
}

/** When the sweep adds the job. */
export const dueFetches: Due<"store-fetch"> = { shops: shopsWithDue("store_fetches") };

const MINUTE_MS = 60_000;
const LEASE_MS = 5 * MINUTE_MS;
const LONGEST_RETRY_MS = 30 * MINUTE_MS;
const BATCH = 25;

const findShop = statement(
  "shop-of-fetches",
  "SELECT domain FROM shops WHERE id = $1 AND installed_at IS NOT NULL AND uninstalled_at IS NULL",
);
/** Whose time is over goes on without; so does everyone of a shop that has uninstalled. */
const drop = statement(
  "drop-late-fetches",
  "DELETE FROM store_fetches WHERE shop_id = $1 AND ($3::bool OR until <= $2)",
);
const take = statement(
  "take-fetches",
  `UPDATE store_fetches f SET due_at = $3, attempts = f.attempts + 1
   FROM (SELECT shop_id, enrollment_id, step_id FROM store_fetches WHERE shop_id = $1 AND due_at <= $2
         ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED) d
   WHERE f.shop_id = d.shop_id AND f.enrollment_id = d.enrollment_id AND f.step_id = d.step_id
   RETURNING f.enrollment_id AS "enrollmentId", f.step_id AS "stepId", f.what, f.record_id AS "recordId", f.attempts`,
);
const end = statement(
  "end-fetch",
  "DELETE FROM store_fetches WHERE shop_id = $1 AND enrollment_id = $2 AND step_id = $3 RETURNING 1 AS done",
);
const retry = statement(
  "retry-fetch",
  "UPDATE store_fetches SET due_at = $4, trouble = $5 WHERE shop_id = $1 AND enrollment_id = $2 AND step_id = $3",
);
/** Taken but not asked: that was no attempt. */
const putBack = statement(
  "put-fetches-back",
  `UPDATE store_fetches f SET due_at = $4, attempts = f.attempts - 1
   FROM unnest($2::uuid[], $3::text[]) AS t(enrollment_id, step_id)
   WHERE f.shop_id = $1 AND f.enrollment_id = t.enrollment_id AND f.step_id = t.step_id`,
);

/**
 * Reads the records that a shop's steps wait for, one after the other within the store's cost budget, and hands each answer to its
 * step. A store that doesn't answer is asked again at growing intervals until the step's time is over. Returns true when more may be
 * due. Safe to run twice and in parallel.
 */
export async function fetchRecords(ctx: FetchContext, shopId: string): Promise<boolean> {
  const { db, clock, store } = ctx;
  const now = clock.now();
  const [shop] = await db.run<{ domain: string }>(findShop, [shopId]);
  await db.run(drop, [shopId, now, shop === undefined]);
  if (!shop) return false;
  const rows = await db.run<Row>(take, [shopId, now, new Date(now.getTime() + LEASE_MS), BATCH]);
  for (const [i, row] of rows.entries()) {
    const answer = await store.read(shop.domain, row.what, row.recordId);
    if (answer.kind === "trouble" && answer.trouble !== "refused") {
      await tryLater(ctx, shopId, row, answer);
      await leaveRest(ctx, shopId, rows.slice(i + 1), MINUTE_MS);
      return false;
    }
    await finishFetch(
      ctx,
      shopId,
      row,
      answer.kind === "answer" ? answer.answer : null,
      answer.kind === "trouble" ? answer.detail : null,
    );
    if (answer.kind === "answer" && answer.restMs > 0) {
      await leaveRest(ctx, shopId, rows.slice(i + 1), answer.restMs);
      return false;
    }
  }
  return rows.length === BATCH;
}

async function finishFetch(
  { db, clock, enqueue, onEnd }: FetchContext,
  shopId: string,
  { enrollmentId, stepId, what }: Row,
  fetched: Fetched | null,
  trouble: string | null,
): Promise<void> {
  const jobs = await db.transaction(async (tx) => {
    const [done] = await tx.run(end, [shopId, enrollmentId, stepId]);
    return done ? onEnd(tx, { clock }, { shopId, enrollmentId, stepId, what, fetched, trouble }) : [];
  });
  await enqueueAll(enqueue, jobs);
}

async function tryLater(
  { db, clock, log }: FetchContext,
  shopId: string,
  { enrollmentId, stepId, attempts }: Row,
  { trouble, detail }: { trouble: StoreTrouble; detail: string },
): Promise<void> {
  log.warn({ shopId, trouble: detail }, "a record could not be fetched from the store");
  const at = new Date(clock.now().getTime() + Math.min(LONGEST_RETRY_MS, MINUTE_MS * 2 ** (attempts - 1)));
  await db.run(retry, [shopId, enrollmentId, stepId, at, `${trouble}: ${detail}`]);
}

async function leaveRest({ db, clock }: FetchContext, shopId: string, rows: Row[], ms: number): Promise<void> {
  const at = new Date(clock.now().getTime() + ms);
  const t = columnsOf(rows, { enrollment_id: (it) => it.enrollmentId, step_id: (it) => it.stepId });
  await db.run(...batch(putBack, { t }, [shopId, at]));
}
