import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";

/** Something that people on a walk may be waiting for. */
export interface Awaited {
  shopId: string;
  subscriberId: string;
  event: "ordered" | "clicked" | "replied" | `custom:${string}`;
  /** When it happened. */
  at: Date;
  /** The text that it is about: only the walk that sent it is woken. */
  text?: { month: string; id: string };
}

const wake = statementFile(import.meta.url, "./wake-awaiting.sql");

/**
 * Wakes the enrollments of these people that wait for what has happened: the step remembers when it was, and is taken again.
 * One that has begun to wait for it only since, or no more, is left alone. Safe to repeat. Returns the jobs owed after the commit.
 */
export async function wakeAwaiting(tx: Sql, { clock }: Pick<Context, "clock">, happened: Awaited[]): Promise<Job[]> {
  if (happened.length === 0) return [];
  const woken = await tx.run(
    ...batch(
      wake,
      {
        t: columnsOf(happened, {
          shop_id: (it) => it.shopId,
          subscriber_id: (it) => it.subscriberId,
          event: (it) => it.event,
          at: (it) => it.at,
          message_month: (it) => it.text?.month ?? null,
          message_id: (it) => it.text?.id ?? null,
        }),
      },
      [clock.now()],
    ),
  );
  return woken.length > 0 ? [{ name: "flow-timers", payload: {} }] : [];
}

const answer = statement(
  "answer-step",
  `UPDATE enrollments e
   SET memory = e.memory || jsonb_build_object($3::text, $4::jsonb),
       resume_at = CASE WHEN e.state = 'waiting' AND e.step_id = $3 AND e.waits_for = 'answer' THEN $5 ELSE e.resume_at END
   WHERE e.shop_id = $1 AND e.id = $2 AND NOT e.memory ? $3
   RETURNING e.state = 'waiting' AND e.step_id = $3 AS "isWoken"`,
);

/**
 * Keeps the answer to what a step has asked, and lets the enrollment go on from that step if it still waits there. The first
 * answer counts. `value` is plain JSON. Returns the jobs owed after the commit.
 */
export async function answerStep(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, enrollmentId, stepId, value }: { shopId: string; enrollmentId: string; stepId: string; value: object },
): Promise<Job[]> {
  const values = [shopId, enrollmentId, stepId, storableJson(value), clock.now()];
  const [answered] = await tx.run<{ isWoken: boolean }>(answer, values);
  return answered?.isWoken ? [{ name: "flow-timers", payload: {} }] : [];
}
