import type { Context } from "#domain/context";
import type { ConversationRef } from "#domain/conversations/inbox/conversation";
import type { InboxHints } from "#domain/conversations/inbox/hints";
import { tellPages } from "#domain/conversations/inbox/tell-pages";
import { enqueueAll, type Job } from "#domain/jobs";
import type { Db, Sql, Tx } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement } from "#platform/sql/statement";
import { storableJson } from "#platform/sql/storable";

/** What is answered to a caller. It holds ids and states, nothing personal: it is kept for a day. */
export interface KeptAnswer {
  status: number;
  answer: object;
}

export type Once =
  | ({ kind: "answered" } & KeptAnswer)
  /** The same request came before: this is its answer, and nothing was done. */
  | ({ kind: "repeated" } & KeptAnswer)
  /** The key came before, with another operation or body. */
  | { kind: "other-request" }
  /** The same request is being worked on at this moment. */
  | { kind: "under-way" };

export interface OnceRequest {
  shopId: string;
  apiKeyId: string;
  /** The caller's own name for the request. */
  idempotencyKey: string;
  operation: string;
  /** The body as it came. */
  body: string;
}

type WorkContext = Pick<Context, "db" | "enqueue" | "hints">;

const KEPT_HOURS = 24;

const begin = statement("begin-api-answer", "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS held");
const readAnswer = statement(
  "read-api-answer",
  `SELECT body_hash AS "bodyHash", status, answer FROM api_answers
   WHERE shop_id = $1 AND request_hash = $2 AND answered_at > $3::timestamptz - make_interval(hours => $4)`,
);
const write = statement(
  "write-api-answer",
  `INSERT INTO api_answers (shop_id, request_hash, body_hash, status, answer, answered_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (shop_id, request_hash) DO UPDATE SET body_hash = excluded.body_hash, status = excluded.status,
     answer = excluded.answer, answered_at = excluded.answered_at`,
);
const prune = statement(
  "prune-api-answers",
  `DELETE FROM api_answers WHERE (shop_id, request_hash) IN (
     SELECT shop_id, request_hash FROM api_answers WHERE answered_at < $1::timestamptz - make_interval(hours => $2)
     ORDER BY answered_at LIMIT $3 FOR UPDATE SKIP LOCKED)
   RETURNING 1 AS gone`,
);

/**
 * Does a request's work once, however often and at whatever same moment the caller sends it: the work, with everything that its
 * verbs write, and the answer are one transaction. Work that throws has done nothing, and its key may be used again.
 */
export async function answerOnce<Ctx extends WorkContext & Pick<Context, "clock" | "hashPhone">>(
  ctx: Ctx,
  { shopId, apiKeyId, idempotencyKey, operation, body }: OnceRequest,
  work: (ctx: Ctx) => Promise<KeptAnswer>,
): Promise<Once> {
  // Callers may use an e-mail address as the key, and a body has a person's number in it: both are kept as keyed hashes.
  const requestHash = ctx.hashPhone(JSON.stringify(["api request", apiKeyId, idempotencyKey]));
  const bodyHash = ctx.hashPhone(JSON.stringify(["api body", operation, body]));
  const jobs: Job[] = [];
  const changed: ConversationRef[] = [];
  const once = await ctx.db.transaction(async (tx): Promise<Once> => {
    const [lock] = await tx.run<{ held: boolean }>(begin, [`api answer ${shopId} ${requestHash}`]);
    if (!lock?.held) return { kind: "under-way" };
    const now = ctx.clock.now();
    const [known] = await tx.run<KeptAnswer & { bodyHash: string }>(readAnswer, [shopId, requestHash, now, KEPT_HOURS]);
    if (known) {
      const { status, answer } = known;
      return known.bodyHash === bodyHash ? { kind: "repeated", status, answer } : { kind: "other-request" };
    }
    const { status, answer } = await work({ ...ctx, ...inside(tx, jobs, changed) });
    await tx.run(write, [shopId, requestHash, bodyHash, status, storableJson(answer), now]);
    return { kind: "answered", status, answer };
  });
  await enqueueAll(ctx.enqueue, jobs);
  tellPages(ctx, changed);
  return once;
}

/** What verbs are given to work inside a transaction: their own transactions are part of it, and their jobs and hints wait for its end. */
function inside(tx: Tx, jobs: Job[], changed: ConversationRef[]): WorkContext {
  const db: Db = { ...tx, transaction: (work) => work(tx), close: async () => {} };
  const hints: InboxHints = { tell: (refs) => void changed.push(...refs), listen: () => () => {} };
  return { db, hints, enqueue: async (name, payload) => void jobs.push({ name, payload } as Job) }; // the page pairs each name with its payload
}

/** Forgets answers of more than a day ago. Returns how many went; safe from many processes at once. */
export async function pruneAnswers(db: Sql, now: Date, atOnce: number): Promise<number> {
  return inBatches(atOnce, () => db.run(prune, [now, KEPT_HOURS, atOnce]));
}
