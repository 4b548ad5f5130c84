import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import type { PostOutcome } from "#platform/http/outgoing/public-post";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { restMs } from "./breaker.ts";
import { judgeOutcome, type Trouble, type Verdict } from "./judge.ts";
import { readAnswer } from "./read-answer.ts";
import { retryAfterMs } from "./retry.ts";
import type { OutgoingSources } from "./source.ts";
import type { TakenRequest } from "./take.ts";

const addUsage = statement(
  "add-outgoing-usage",
  "UPDATE outgoing_usage SET bytes = bytes + $2, busy_ms = busy_ms + $3 WHERE shop_id = $1",
);
/** Nothing is written when another worker has taken it since: that one's result counts. */
const end = statement(
  "end-outgoing-request",
  `UPDATE outgoing_requests
   SET state = $4, trouble = $5, status = $6, answer = $7::jsonb, due_at = NULL, taken_until = NULL, body = NULL, ended_at = $8
   WHERE shop_id = $1 AND id = $2 AND attempts = $3 AND state = 'waiting'
   RETURNING 1 AS done`,
);
const retry = statement(
  "retry-outgoing-request",
  `UPDATE outgoing_requests SET trouble = $4, status = $5, due_at = $6, taken_until = NULL
   WHERE shop_id = $1 AND id = $2 AND attempts = $3 AND state = 'waiting'
   RETURNING 1 AS done`,
);
const countFailure = statement(
  "count-destination-failure",
  `INSERT INTO outgoing_destinations AS d (shop_id, origin, failures, used_at) VALUES ($1, $2, 1, $3)
   ON CONFLICT (shop_id, origin) DO UPDATE SET failures = d.failures + 1, used_at = excluded.used_at
   RETURNING failures`,
);
const openBreaker = statement(
  "rest-destination",
  "UPDATE outgoing_destinations SET rests_until = $3 WHERE shop_id = $1 AND origin = $2",
);
const closeBreaker = statement(
  "destination-works",
  `INSERT INTO outgoing_destinations AS d (shop_id, origin, failures, used_at) VALUES ($1, $2, 0, $3)
   ON CONFLICT (shop_id, origin) DO UPDATE SET failures = 0, rests_until = NULL, used_at = excluded.used_at`,
);

export interface Attempt {
  shopId: string;
  request: TakenRequest;
  outcome: PostOutcome;
}

type SettleContext = Pick<Context, "clock"> & { sources: OutgoingSources };

/**
 * Writes what came of an attempt: the request's end or its next attempt, the destination's breaker, what the shop has used; and
 * tells the source of an end, in the same transaction. Returns the jobs owed after the commit.
 */
export async function settleAttempt(
  tx: Sql,
  ctx: SettleContext,
  { shopId, request, outcome }: Attempt,
): Promise<Job[]> {
  const now = ctx.clock.now();
  const verdict = judgeOutcome(outcome);
  const received = outcome.kind === "answer" ? outcome.bytes : 0;
  await tx.run(addUsage, [shopId, Buffer.byteLength(request.body) + received, outcome.ms]);
  await noteDestination(tx, shopId, request.origin, verdict, now);
  const { id, attempts } = request;
  const status = outcome.kind === "answer" ? outcome.status : null;
  const retryAt = nextAttemptAt(request, verdict, now);
  if (retryAt) {
    await tx.run(retry, [shopId, id, attempts, troubleOf(verdict), status, retryAt]);
    return [];
  }
  const trouble = troubleOf(verdict);
  const isWanted = request.wantsAnswer && trouble === null && outcome.kind === "answer";
  const answer = isWanted ? readAnswer(outcome.body, outcome.isCut) : null;
  const state = trouble === null ? "delivered" : "failed";
  const stored = answer === null ? null : JSON.stringify(answer);
  const [done] = await tx.run(end, [shopId, id, attempts, state, trouble, status, stored, now]);
  if (!done) return [];
  const { sourceId, occurrence } = request;
  const ended = { shopId, id, sourceId, occurrence, trouble, status, answer };
  return ctx.sources[request.sourceKind].ended(tx, ctx, [ended]);
}

function troubleOf(verdict: Verdict): Trouble | null {
  return verdict.kind === "delivered" ? null : verdict.trouble;
}

/** Null when there is none: it has ended, or its day is over before. */
function nextAttemptAt({ attempts, giveUpAt }: TakenRequest, verdict: Verdict, now: Date): Date | null {
  if (verdict.kind !== "later") return null;
  const at = new Date(now.getTime() + retryAfterMs(attempts, Math.random(), verdict.retryAfter));
  return at < giveUpAt ? at : null;
}

async function noteDestination(tx: Sql, shopId: string, origin: string, verdict: Verdict, now: Date): Promise<void> {
  if (verdict.kind === "delivered" || (verdict.kind === "failed" && verdict.isAlive)) {
    await tx.run(closeBreaker, [shopId, origin, now]);
    return;
  }
  const [counted] = await tx.run<{ failures: number }>(countFailure, [shopId, origin, now]);
  const ms = restMs(counted?.failures ?? 0);
  if (ms > 0) await tx.run(openBreaker, [shopId, origin, new Date(now.getTime() + ms)]);
}
