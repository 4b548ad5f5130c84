import { troubles } from "#domain/outgoing/judge";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { inReportTime } from "./in-report-time.ts";

/** What became of the requests of a step. */
export interface RequestCounts {
  delivered: number;
  /** Not ended yet: queued, under way, or to be tried again. */
  waiting: number;
  /** Why requests failed, the most frequent reason first. */
  failed: { sentence: string; count: number }[];
}

interface Row {
  stepId: string;
  state: "waiting" | "delivered" | "failed";
  trouble: string | null;
  status: number | null;
  count: number;
}

const readRequests = statement(
  "flow-report-requests",
  `SELECT r.occurrence AS "stepId", r.state, r.trouble, CASE WHEN r.state = 'failed' THEN r.status END AS status, count(*)::int AS count
   FROM enrollments e
   JOIN outgoing_requests r ON r.shop_id = e.shop_id AND r.source_kind = 'flow' AND r.source_id = e.id
   WHERE e.shop_id = $1 AND e.flow_id = $2 AND e.started_at >= $3 AND e.started_at < $4
   GROUP BY 1, 2, 3, 4
   ORDER BY count(*) DESC`,
);

/** What became of the requests of those who entered a flow in a range, by step. Requests are kept for a month after their end. */
export async function flowRequestCounts(
  db: Db,
  shopId: string,
  flowId: string,
  { from, to }: { from: Date; to: Date },
): Promise<Record<string, RequestCounts>> {
  const rows = await inReportTime(db, (tx) => tx.run<Row>(readRequests, [shopId, flowId, from, to]));
  return Object.fromEntries([...Map.groupBy(rows, (row) => row.stepId)].map(([stepId, of]) => [stepId, countsOf(of)]));
}

function countsOf(rows: Row[]): RequestCounts {
  const sum = (state: Row["state"]) => rows.filter((row) => row.state === state).reduce((all, it) => all + it.count, 0);
  const failed = rows
    .filter(({ state }) => state === "failed")
    .map(({ trouble, status, count }) => ({ sentence: sentenceOf(trouble, status), count }));
  return { delivered: sum("delivered"), waiting: sum("waiting"), failed };
}

function sentenceOf(trouble: string | null, status: number | null): string {
  const known = trouble !== null && Object.hasOwn(troubles, trouble);
  const sentence = known ? troubles[trouble as keyof typeof troubles] : "The request failed."; // just looked up
  return status === null ? sentence : `${sentence} (HTTP ${status})`;
}
