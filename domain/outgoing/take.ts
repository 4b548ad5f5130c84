import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { shopsWithDue } from "#platform/sql/shops-with-due";
import { statement, statementFile } from "#platform/sql/statement";
import { FAILURES_TO_OPEN } from "./breaker.ts";
import { allowanceFor, BUDGET, type Usage } from "./budget.ts";
import type { Trouble } from "./judge.ts";
import type { SourceKind } from "./source.ts";

export interface TakenRequest {
  id: string;
  sourceKind: SourceKind;
  sourceId: string;
  occurrence: string;
  url: string;
  origin: string;
  body: string;
  wantsAnswer: boolean;
  attempts: number;
  giveUpAt: Date;
  /** Of the sampled trace that queued it. */
  traceparent?: string | null;
}

/** A request that ended without another attempt. */
export interface ExpiredRequest {
  id: string;
  sourceKind: SourceKind;
  sourceId: string;
  occurrence: string;
  trouble: Trouble;
  status: number | null;
}

export interface Taken {
  requests: TakenRequest[];
  expired: ExpiredRequest[];
  /** More may be due at once. */
  isFull: boolean;
}

/** Longer than an attempt may take, its DNS included. */
const LEASE_MS = 30_000;
/** Rows that one run writes without an attempt. */
const PAGE = 1_000;

/** When the sweep adds the job. A shop whose budget is used up waits for the next hour. */
export const dueOutgoing: Due<"outgoing"> = {
  shops: `${shopsWithDue("outgoing_requests")}
      AND NOT EXISTS (SELECT 1 FROM outgoing_usage u WHERE u.shop_id = t.shop_id AND u.rests_until > $1)`,
};

const isInstalled = statement(
  "shop-may-send-out",
  "SELECT 1 AS here FROM shops WHERE id = $1 AND installed_at IS NOT NULL AND uninstalled_at IS NULL",
);
/** Locked until the end of the transaction: what is under way is counted by one at a time. */
const lockUsage = statement(
  "lock-outgoing-usage",
  `INSERT INTO outgoing_usage AS u (shop_id, since) VALUES ($1, $2)
   ON CONFLICT (shop_id) DO UPDATE SET shop_id = u.shop_id
   RETURNING since, bytes, busy_ms AS "busyMs"`,
);
const startHour = statement(
  "start-outgoing-hour",
  "UPDATE outgoing_usage SET since = $2, bytes = 0, busy_ms = 0, rests_until = NULL WHERE shop_id = $1",
);
const rest = statement("rest-outgoing", "UPDATE outgoing_usage SET rests_until = $2 WHERE shop_id = $1");
const countUnderWay = statement(
  "outgoing-under-way",
  "SELECT count(*)::int AS count FROM outgoing_requests WHERE shop_id = $1 AND due_at IS NOT NULL AND taken_until > $2",
);
const expire = statement(
  "expire-outgoing",
  `UPDATE outgoing_requests r
   SET state = 'failed', trouble = coalesce($4, r.trouble, 'given-up'), due_at = NULL, taken_until = NULL, body = NULL, ended_at = $2
   WHERE r.shop_id = $1 AND r.id IN (
     SELECT id FROM outgoing_requests WHERE shop_id = $1 AND due_at IS NOT NULL AND ($4::text IS NOT NULL OR (due_at <= $2 AND give_up_at <= $2))
     ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
   RETURNING r.id, r.source_kind AS "sourceKind", r.source_id AS "sourceId", r.occurrence, r.trouble, r.status`,
);
/** Requests to a destination that rests wait for its end, so that the sweep doesn't find them again and again. */
const postpone = statement(
  "postpone-outgoing",
  `UPDATE outgoing_requests r SET due_at = t.rests_until
   FROM (SELECT q.id, d.rests_until FROM outgoing_requests q
         JOIN outgoing_destinations d ON d.shop_id = q.shop_id AND d.origin = q.origin AND d.rests_until > $2
         WHERE q.shop_id = $1 AND q.due_at <= $2 ORDER BY q.due_at LIMIT $3 FOR UPDATE OF q SKIP LOCKED) t
   WHERE r.shop_id = $1 AND r.id = t.id
   RETURNING 1 AS done`,
);
const take = statementFile(import.meta.url, "./take-requests.sql");
/** While one request is tried, the others of a destination whose breaker is open wait for what comes of it. */
const holdOthers = statement(
  "hold-while-probing",
  `UPDATE outgoing_destinations SET rests_until = $3
   WHERE shop_id = $1 AND origin = ANY($2::text[]) AND failures >= $4
   RETURNING 1 AS done`,
);

/**
 * Takes the shop's due requests, as many as its budget allows beside those under way, and ends those that are too old or whose
 * shop has uninstalled. Two workers at once take different ones and keep to one budget.
 */
export async function takeRequests(tx: Sql, { clock }: Pick<Context, "clock">, shopId: string): Promise<Taken> {
  const now = clock.now();
  const [installed] = await tx.run(isInstalled, [shopId]);
  if (!installed) {
    const dropped = await tx.run<ExpiredRequest>(expire, [shopId, now, PAGE, "uninstalled"]);
    return { requests: [], expired: dropped, isFull: dropped.length === PAGE };
  }
  const allowed = await allowedConnections(tx, shopId, now);
  const expired = await tx.run<ExpiredRequest>(expire, [shopId, now, PAGE, null]);
  const postponed = await tx.run(postpone, [shopId, now, PAGE]);
  const until = new Date(now.getTime() + LEASE_MS);
  const requests = allowed > 0 ? await tx.run<TakenRequest>(take, [shopId, now, until, allowed, FAILURES_TO_OPEN]) : [];
  const origins = [...new Set(requests.map((it) => it.origin))];
  if (origins.length > 0) await tx.run(holdOthers, [shopId, origins, until, FAILURES_TO_OPEN]);
  const isFull = requests.length > 0 || expired.length === PAGE || postponed.length === PAGE;
  return { requests, expired, isFull };
}

/** 0 while the shop's hour is used up, or as many requests as it may have are under way. */
async function allowedConnections(tx: Sql, shopId: string, now: Date): Promise<number> {
  const [usage] = await tx.run<Usage>(lockUsage, [shopId, now]);
  if (!usage) return 0;
  const allowance = allowanceFor(usage, now);
  if (allowance.kind === "used-up") {
    await tx.run(rest, [shopId, allowance.until]);
    return 0;
  }
  if (allowance.since > usage.since) await tx.run(startHour, [shopId, allowance.since]);
  const [underWay] = await tx.run<{ count: number }>(countUnderWay, [shopId, now]);
  return Math.max(0, BUDGET.connections - (underWay?.count ?? 0));
}
