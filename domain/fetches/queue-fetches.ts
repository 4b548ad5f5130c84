import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Fetchable } from "./fetched.ts";

export interface NewFetch {
  shopId: string;
  enrollmentId: string;
  stepId: string;
  what: Fetchable;
  recordId: string;
  until: Date;
}

const insert = statement(
  "queue-fetches",
  `INSERT INTO store_fetches (shop_id, enrollment_id, step_id, what, record_id, due_at, until)
   SELECT t.shop_id, t.enrollment_id, t.step_id, t.what, t.record_id, $7::timestamptz, t.until
   FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
     AS t(shop_id, enrollment_id, step_id, what, record_id, until)
   ORDER BY t.shop_id, t.enrollment_id, t.step_id
   ON CONFLICT (shop_id, enrollment_id, step_id) DO NOTHING`,
);

/** Asks for records of the store. Each is read soon by the job, outside any batch. Returns the jobs owed after the commit. */
export async function queueFetches(tx: Sql, { clock }: Pick<Context, "clock">, fetches: NewFetch[]): Promise<Job[]> {
  if (fetches.length === 0) return [];
  const t = columnsOf(fetches, {
    shop_id: (it) => it.shopId,
    enrollment_id: (it) => it.enrollmentId,
    step_id: (it) => it.stepId,
    what: (it) => it.what,
    record_id: (it) => it.recordId,
    until: (it) => it.until,
  });
  await tx.run(...batch(insert, { t }, [clock.now()]));
  return [...new Set(fetches.map((it) => it.shopId))].map((shopId) => ({ name: "store-fetch", payload: { shopId } }));
}
