import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import type { Month } from "#domain/messages/month";
import { formatRef } from "#domain/messages/ref";
import type { BucketSpec, RateBucket } from "#platform/redis/rate-bucket";
import { batch } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import type { LookUp, Provider } from "./provider.ts";
import { nextCheckAt } from "./receipt-schedule.ts";
import { applyReceipts } from "./receipts.ts";

/** Questions under way at a time: sends have far more connections. */
const AT_ONCE = 4;
/** Texts asked about before what was learned is written down. */
const BATCH = 20;
/** Checks that one run of the job looks at, most of which need no question. */
const MOST_CHECKS = 100;

/** When the sweep adds the job. */
export const dueReceiptChecks: Due<"missing-receipts"> = {
  anything: "SELECT 1 FROM receipt_checks WHERE due_at <= $1",
};

interface Check {
  shopId: string;
  /** As text: a Date would lose its microseconds. */
  claimedAt: string;
  id: string;
  handedAt: Date;
  asked: number;
  months: Month[];
  messageIds: string[];
}

interface OpenText {
  id: string;
  month: Month;
  state: "sending" | "accepted" | "sent" | "unknown";
  provider: string | null;
  providerId: string | null;
  resends: number;
  /** Blank once the person was erased. */
  phone: string | null;
  senderPhone: string;
  mayBeTwins: boolean;
}

interface Askable extends OpenText {
  provider: string;
  providerId: string;
}

/** A text and what the provider said of it. */
interface Answered {
  text: Askable;
  answer: LookUp;
}

/** Leased for five minutes, in case this process dies. */
const take = statement(
  "take-receipt-check",
  `WITH due AS (
     SELECT shop_id, claimed_at, id FROM receipt_checks WHERE due_at <= $1
     ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
   )
   UPDATE receipt_checks c SET due_at = $1::timestamptz + interval '5 minutes' FROM due
   WHERE c.shop_id = due.shop_id AND c.claimed_at = due.claimed_at AND c.id = due.id
   RETURNING c.shop_id AS "shopId", c.claimed_at::text AS "claimedAt", c.id, c.handed_at AS "handedAt", c.asked,
     c.months::text[] AS months, c.message_ids AS "messageIds"`,
);
const textsToCheck = statementFile(import.meta.url, "./texts-to-check.sql");
const remove = statement(
  "end-receipt-check",
  "DELETE FROM receipt_checks WHERE shop_id = $1 AND claimed_at = $2::timestamptz AND id = $3 RETURNING id",
);
const add = statement(
  "add-receipt-check",
  `INSERT INTO receipt_checks (shop_id, claimed_at, id, handed_at, due_at, asked, months, message_ids)
   VALUES ($1, $2::timestamptz, ($7::uuid[])[1], $3, $4, $5, $6::date[], $7::uuid[])`,
);
/** A later receipt still moves it on. */
const end = statement(
  "end-without-receipt",
  `UPDATE messages SET reason = 'no-receipt'
   WHERE shop_id = $1 AND month = $2 AND id = $3 AND claimed_at = $4::timestamptz AND state IN ('accepted', 'sent')`,
);

type Asking = Pick<Context, "db" | "clock" | "hashPhone" | "log" | "receiptPatienceMs"> & {
  providers: Record<string, Provider>;
  bucket: RateBucket;
  /** Questions a second to one provider's account, of all processes together. */
  perSecond: number;
};

/**
 * Asks the provider about texts that were handed over and have no final receipt when it was due: their receipts were lost,
 * or the carrier sends none. An answer has the consequences of a receipt. A text is asked about with growing gaps, and in
 * the end keeps its state with the reason "no-receipt". Returns how many were asked about and whether more are due now.
 */
export async function askForMissingReceipts(ctx: Asking): Promise<{ asked: number; isMoreDue: boolean }> {
  let asked = 0;
  for (let checks = 0; checks < MOST_CHECKS; checks += 1) {
    const [check] = await ctx.db.run<Check>(take, [ctx.clock.now()]);
    if (!check) return { asked, isMoreDue: false };
    const answers = await workOnCheck(ctx, check);
    asked += answers ?? 0;
    if (answers === null) return { asked, isMoreDue: false };
  }
  return { asked, isMoreDue: true };
}

/** Null when the provider may not be asked further at present. */
async function workOnCheck(ctx: Asking, check: Check): Promise<number | null> {
  const { shopId, months, messageIds, claimedAt } = check;
  const texts = await ctx.db.run<OpenText>(
    ...batch(textsToCheck, { t: { month: months, id: messageIds } }, [shopId, [...new Set(months)], claimedAt]),
  );
  const askable = texts.filter((text) => isAskable(text, ctx.providers));
  const provider = ctx.providers[askable[0]?.provider ?? ""];
  if (!provider) {
    await ctx.db.transaction((tx) => finishCheck(tx, ctx, check, { texts, answers: [], unasked: [], pauseMs: 0 }));
    return 0;
  }
  const spec = { key: `receipt-look-ups:${provider.name}`, perSecond: ctx.perSecond, burst: ctx.perSecond * 2 };
  const { granted } = await ctx.bucket.take(spec, { want: Math.min(BATCH, askable.length) });
  const { answers, pauseMs } = await askProvider(provider, askable.slice(0, granted));
  const answered = new Set(answers.map(({ text }) => text.id));
  const unasked = askable.filter(({ id }) => !answered.has(id));
  await ctx.db.transaction((tx) => finishCheck(tx, ctx, check, { texts, answers, unasked, pauseMs }));
  await restAfterPause(ctx, spec, pauseMs, granted - answers.length);
  return granted === 0 || pauseMs > 0 ? null : answers.length;
}

function isAskable(text: OpenText, providers: Record<string, Provider>): text is Askable {
  const { state, provider, providerId, phone, mayBeTwins } = text;
  if (state !== "accepted" && state !== "sent") return false;
  return provider !== null && provider in providers && providerId !== null && phone !== null && !mayBeTwins;
}

/** Asks a few at a time, and no more once one gets no answer: the provider is away or wants to be left alone. */
async function askProvider(provider: Provider, texts: Askable[]): Promise<{ answers: Answered[]; pauseMs: number }> {
  const answers: Answered[] = [];
  for (let at = 0; at < texts.length; at += AT_ONCE) {
    const some = texts.slice(at, at + AT_ONCE);
    const lookedUp = await Promise.all(
      some.map((text) => provider.lookUpById(text.providerId, { from: text.senderPhone, to: text.phone })),
    );
    let pauseMs = 0;
    for (const [i, answer] of lookedUp.entries()) {
      const text = some[i];
      const waitMs = answer.kind === "cannot-tell" ? answer.retryAfterMs : null;
      if (waitMs !== null) pauseMs = Math.max(pauseMs, waitMs, 1);
      else if (text) answers.push({ text, answer });
    }
    if (pauseMs > 0) return { answers, pauseMs };
  }
  return { answers, pauseMs: 0 };
}

/** Gives unused tokens back, or takes a debt that stops all processes for the pause. */
async function restAfterPause(ctx: Asking, spec: BucketSpec, pauseMs: number, unused: number): Promise<void> {
  await ctx.bucket.adjust(spec, pauseMs > 0 ? Math.ceil((spec.perSecond * pauseMs) / 1_000) : -unused);
}

interface Round {
  texts: OpenText[];
  answers: Answered[];
  /** It was their turn, and they were not asked about. */
  unasked: OpenText[];
  pauseMs: number;
}

/** Writes down what was said, and when the rest is asked about. */
async function finishCheck(
  tx: Sql,
  ctx: Asking,
  check: Check,
  { texts, answers, unasked, pauseMs }: Round,
): Promise<void> {
  const now = ctx.clock.now();
  await applyReceipts(
    tx,
    ctx,
    answers.flatMap((it) => receiptFrom(check.shopId, it)),
    () => null,
  );
  // Gone when this process was so slow that another took its check.
  if ((await tx.run(remove, [check.shopId, check.claimedAt, check.id])).length === 0) return;
  const next = nextCheckAt(ctx, { ...check, asked: check.asked + 1 }, now);
  const isOver = nextCheckAt(ctx, check, now) === null;
  const open = stillOpen(texts, answers, unasked);
  const absent = answers.filter(({ answer }) => answer.kind === "absent").map(({ text }) => text);
  for (const { month, id } of [...absent, ...(next === null ? open : []), ...(isOver ? unasked : [])])
    await tx.run(end, [check.shopId, month, id, check.claimedAt]);
  if (next !== null) await keepChecks(tx, { ...check, asked: check.asked + 1 }, open, next);
  if (!isOver) await keepChecks(tx, check, unasked, new Date(now.getTime() + pauseMs));
}

/** Those that a receipt may still come for: the provider has no end of them either, or they could not be asked about. */
function stillOpen(texts: OpenText[], answers: Answered[], unasked: OpenText[]): OpenText[] {
  const answerOf = new Map(answers.map(({ text, answer }) => [text.id, answer]));
  const left = new Set(unasked.map(({ id }) => id));
  return texts.filter(({ id, phone }) => {
    const answer = answerOf.get(id);
    if (answer?.kind === "found") return answer.receipt !== "delivered" && answer.receipt !== "failed";
    if (answer) return answer.kind === "cannot-tell";
    return phone !== null && !left.has(id);
  });
}

async function keepChecks(tx: Sql, check: Check, texts: OpenText[], dueAt: Date): Promise<void> {
  if (texts.length === 0) return;
  const { shopId, claimedAt, handedAt, asked } = check;
  const months = texts.map(({ month }) => month);
  const ids = texts.map(({ id }) => id);
  await tx.run(add, [shopId, claimedAt, handedAt, dueAt, asked, months, ids]);
}

function receiptFrom(shopId: string, { text, answer }: Answered) {
  if (answer.kind !== "found") return [];
  const { id, month, resends: resend } = text;
  const { providerId, receipt: status, code, failure } = answer;
  const ref = formatRef({ shopId, month, id, resend });
  return [{ kind: "receipt" as const, ref, providerId, status, code, because: null, ...failure }];
}
