import type { Context } from "#domain/context";
import { FAILURES_TO_OPEN, restMs } from "#domain/outgoing/breaker";
import { judgeOutcome, type Trouble } from "#domain/outgoing/judge";
import { retryAfterMs } from "#domain/outgoing/retry";
import type { PostOutcome } from "#platform/http/outgoing/public-post";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type HeldEndpoint, holdEndpoint, releaseLines } from "./endpoint.ts";
import type { TakenEvent } from "./take.ts";

export interface Attempted {
  event: TakenEvent;
  outcome: PostOutcome;
}

/** Nothing is written when another worker has taken it since: that one's result counts. */
const write = statement(
  "write-webhook-attempts",
  `UPDATE webhook_events v
   SET state = t.state, status = t.status, trouble = t.trouble, due_at = t.due_at, taken_until = NULL,
       ended_at = CASE WHEN t.due_at IS NULL THEN $9::timestamptz END
   FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::int[], $6::text[], $7::timestamptz[])
     AS t(shop_id, id, attempts, state, status, trouble, due_at)
   WHERE v.shop_id = t.shop_id AND v.id = t.id AND v.endpoint_id = $8::uuid AND v.attempts = t.attempts AND v.ended_at IS NULL
   RETURNING v.subscriber_id AS "subscriberId", v.ended_at IS NOT NULL AS "hasEnded"`,
);
const noteHealth = statement(
  "note-webhook-endpoint",
  `UPDATE webhook_endpoints SET failures = $3, failing_since = $4, rests_until = $5,
     last_delivered_at = coalesce($6, last_delivered_at), is_on = is_on AND NOT $7, off_because = CASE WHEN $7 THEN 'gone' ELSE off_because END
   WHERE shop_id = $1 AND id = $2`,
);

/**
 * Writes what came of a run's attempts, lets the next events of their people go, and notes how the endpoint does. Every answer but
 * a 2xx is tried again until the event is given up: a receiver may refuse in the middle of a deployment. 410 turns the endpoint off.
 */
export async function settleAttempts(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  of: { shopId: string; endpointId: string },
  attempted: Attempted[],
): Promise<void> {
  const now = clock.now();
  const endpoint = await holdEndpoint(tx, of.shopId, of.endpointId);
  if (!endpoint) return;
  const results = attempted.map((it) => resultOf(it, now));
  const t = columnsOf(results, {
    shop_id: () => of.shopId,
    id: (it) => it.id,
    attempts: (it) => it.attempts,
    state: (it) => it.state,
    status: (it) => it.status,
    trouble: (it) => it.trouble,
    due_at: (it) => it.dueAt,
  });
  const rows = await tx.run<{ subscriberId: string | null; hasEnded: boolean }>(
    ...batch(write, { t }, [of.endpointId, now]),
  );
  await releaseLines(
    tx,
    of,
    rows.filter(({ hasEnded }) => hasEnded),
    now,
  );
  const { failures, failingSince, restsUntil, deliveredAt } = healthAfter(endpoint, results, now);
  const isGone = results.some(({ status }) => status === GONE);
  await tx.run(noteHealth, [of.shopId, of.endpointId, failures, failingSince, restsUntil, deliveredAt, isGone]);
}

/** The receiver asks for no more events (Standard Webhooks, "Delivery"). */
const GONE = 410;

interface Result {
  id: string;
  attempts: number;
  state: "waiting" | "delivered" | "failed";
  status: number | null;
  trouble: Trouble | null;
  dueAt: Date | null;
  /** The endpoint answered and works, though it wants this event no more than the last time. */
  isAlive: boolean;
}

function resultOf({ event: { id, attempts, giveUpAt }, outcome }: Attempted, now: Date): Result {
  const verdict = judgeOutcome(outcome);
  const status = outcome.kind === "answer" ? outcome.status : null;
  const base = { id, attempts, status };
  if (verdict.kind === "delivered") return { ...base, state: "delivered", trouble: null, dueAt: null, isAlive: true };
  const { trouble } = verdict;
  const isAlive = verdict.kind === "failed" && verdict.isAlive;
  const asked = verdict.kind === "later" ? verdict.retryAfter : null;
  const at = new Date(now.getTime() + retryAfterMs(attempts, Math.random(), asked));
  if (at >= giveUpAt) return { ...base, state: "failed", trouble, dueAt: null, isAlive };
  return { ...base, state: "waiting", trouble, dueAt: at, isAlive };
}

/** One that answers but refuses everything is asked once a minute: the next event may be one that it wants. */
const REFUSING_REST_MS = 60_000;

interface Health {
  failures: number;
  failingSince: Date | null;
  restsUntil: Date | null;
  deliveredAt: Date | null;
}

/**
 * How the endpoint does after a run. One success ends its failures. What failed together in one run opens the breaker at most: from
 * then on each probe counts.
 */
export function healthAfter(
  { failures, failingSince }: Pick<HeldEndpoint, "failures" | "failingSince">,
  results: Pick<Result, "state" | "isAlive">[],
  now: Date,
): Health {
  if (results.some(({ state }) => state === "delivered"))
    return { failures: 0, failingSince: null, restsUntil: null, deliveredAt: now };
  const isOpen = failures >= FAILURES_TO_OPEN;
  const counted = isOpen ? failures + 1 : Math.min(FAILURES_TO_OPEN, failures + results.length);
  const rest = restMs(counted);
  const ms = results.every(({ isAlive }) => isAlive) ? Math.min(rest, REFUSING_REST_MS) : rest;
  return {
    failures: counted,
    failingSince: failingSince ?? now,
    restsUntil: ms > 0 ? new Date(now.getTime() + ms) : null,
    deliveredAt: null,
  };
}
