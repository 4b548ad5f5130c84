import { PARKED } from "#domain/messages/waiting";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** One person's walk as the report lists it. */
export interface Walker {
  enrollmentId: string;
  subscriberId: string;
  firstName: string | null;
  lastName: string | null;
  /** E.164; null once erased. */
  phone: string | null;
  startedAt: Date;
  state: "waiting" | "finished" | "exited";
  /** The step that comes next, or would have. */
  stepId: string | null;
  /** When they go on; null unless they wait, and while a pause holds them. */
  resumeAt: Date | null;
  /** Key of leave.ts. */
  exitedBecause: string | null;
  /** Their latest text of this walk. */
  textState: string | null;
  textReason: string | null;
}

const PAGE = 25;

/** Served by enrollments_shop_id_flow_id_started_at_idx; the text by messages_once. */
const readFlowWalkers = statement(
  "flow-walkers",
  `SELECT e.id AS "enrollmentId", e.subscriber_id AS "subscriberId", s.first_name AS "firstName", s.last_name AS "lastName",
          s.phone, e.started_at AS "startedAt", e.state, e.step_id AS "stepId",
          CASE WHEN e.resume_at < $7 THEN e.resume_at END AS "resumeAt", e.exited_because AS "exitedBecause",
          t.state AS "textState", t.reason AS "textReason"
   FROM enrollments e
   LEFT JOIN subscribers s ON s.shop_id = e.shop_id AND s.id = e.subscriber_id
   LEFT JOIN LATERAL (
     SELECT m.state, m.reason FROM messages m WHERE m.shop_id = e.shop_id AND m.source_id = e.id
     ORDER BY m.created_at DESC, m.id DESC LIMIT 1) AS t ON true
   WHERE e.shop_id = $1 AND e.flow_id = $2 AND e.started_at >= $3 AND e.started_at < $4
   ORDER BY e.started_at DESC, e.id DESC
   LIMIT $5 OFFSET $6`,
);

/** A page (from 0) of the people who entered a flow in a range, newest first. */
export async function flowWalkers(
  db: Sql,
  shopId: string,
  flowId: string,
  { from, to }: { from: Date; to: Date },
  page: number,
): Promise<{ walkers: Walker[]; hasMore: boolean }> {
  const rows = await db.run<Walker>(readFlowWalkers, [shopId, flowId, from, to, PAGE + 1, page * PAGE, PARKED]);
  return { walkers: rows.slice(0, PAGE), hasMore: rows.length > PAGE };
}
