import type { Context } from "#domain/context";
import { type Job, type MessageClass, turnJob } from "#domain/jobs";
import { PARKED, wakeWaiting } from "#domain/messages/waiting";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const wakeTimers = statement(
  "wake-flow-timers",
  `UPDATE enrollments SET resume_at = $3
   WHERE shop_id = $1 AND flow_id = $2 AND state = 'waiting' AND resume_at = $4
   RETURNING id`,
);

/** Served by messages_lane: what is parked lies at the end of its lane. */
const parked = statement(
  "parked-texts-of-flow",
  `SELECT DISTINCT m.source_id AS "sourceId", m.class
   FROM messages m JOIN enrollments e ON e.shop_id = m.shop_id AND e.id = m.source_id
   WHERE m.shop_id = $1 AND m.class IN ('flow', 'transactional') AND m.is_waiting AND m.due_at = $3 AND e.flow_id = $2`,
);

/** Lets go on what a pause has held: timers that came due meanwhile, and texts. The flow is live and locked by the caller. */
export async function wakeFlow(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  shopId: string,
  flowId: string,
): Promise<Job[]> {
  const now = clock.now();
  const timers = await tx.run(wakeTimers, [shopId, flowId, now, PARKED]);
  const texts = await tx.run<{ sourceId: string; class: MessageClass }>(parked, [shopId, flowId, PARKED]);
  for (const { sourceId } of texts) await wakeWaiting(tx, shopId, sourceId, now);
  const jobs: Job[] = [...new Set(texts.map((it) => it.class))].map((of) => turnJob({ class: of, shopId }));
  return timers.length > 0 ? [...jobs, { name: "flow-timers", payload: {} }] : jobs;
}
