import type { FetchEnd } from "#domain/fetches/fetch-records";
import { type NewFetch, queueFetches } from "#domain/fetches/queue-fetches";
import { fetchConfig } from "#domain/flows/steps/fetch";
import { answerStep } from "#domain/flows/walk/awaiting";
import type { Job } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Action, ActionItem } from "./action.ts";

interface Records {
  enrollmentId: string;
  orderId: string | null;
  customerId: string | null;
}

/** The order that the walk is about, else the person's latest. */
const readRecords = statement(
  "records-to-fetch",
  `SELECT e.id AS "enrollmentId", s.customer_id AS "customerId",
     coalesce((SELECT o.id FROM orders o WHERE o.shop_id = e.shop_id AND o.id = coalesce(e.about, e.subject)),
              (SELECT o.id FROM orders o WHERE o.shop_id = e.shop_id AND o.subscriber_id = e.subscriber_id
               ORDER BY o.placed_at DESC LIMIT 1)) AS "orderId"
   FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id)
   JOIN enrollments e ON e.shop_id = t.shop_id AND e.id = t.id
   LEFT JOIN subscribers s ON s.shop_id = e.shop_id AND s.id = e.subscriber_id`,
);

/** Asks the store for each person's record, on a queue of its own; who has none goes on at once. */
export const fetchAction: Action = {
  holdsPeople: false,
  async run(tx, ctx, items) {
    const records = await recordsOf(tx, items);
    const memory = new Map<string, unknown>();
    const fetches = items.flatMap((item) => {
      const fetch = fetchOf(item, records.get(item.enrollmentId));
      if (!fetch) memory.set(item.enrollmentId, { trouble: "no-record", values: {} });
      return fetch ?? [];
    });
    return { jobs: await queueFetches(tx, ctx, fetches), memory };
  },
};

/** Lets an enrollment go on whose record has been read, or can't be. */
export async function recordFetched(
  tx: Sql,
  ctx: Parameters<typeof answerStep>[1],
  { shopId, enrollmentId, stepId, fetched, trouble }: FetchEnd,
): Promise<Job[]> {
  const values = Object.fromEntries(Object.entries(fetched ?? {}).map(([field, value]) => [`fetched.${field}`, value]));
  return answerStep(tx, ctx, { shopId, enrollmentId, stepId, value: { trouble, values } });
}

async function recordsOf(tx: Sql, items: ActionItem[]): Promise<Map<string, Records>> {
  const t = columnsOf(items, { shop_id: (it) => it.shopId, id: (it) => it.enrollmentId });
  const rows = await tx.run<Records>(...batch(readRecords, { t }));
  return new Map(rows.map((row) => [row.enrollmentId, row]));
}

function fetchOf({ shopId, enrollmentId, stepId, config, at }: ActionItem, records?: Records): NewFetch | null {
  const { what, waitMinutes } = fetchConfig.parse(config);
  const recordId = what === "order" ? records?.orderId : records?.customerId;
  if (!recordId) return null;
  return { shopId, enrollmentId, stepId, what, recordId, until: new Date(at.getTime() + waitMinutes * 60_000) };
}
