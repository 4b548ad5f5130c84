import type { Context } from "#domain/context";
import type { Claim } from "#domain/messages/claim/claim";
import type { Candidate } from "#domain/messages/claim/decide";
import { releaseCaps } from "#domain/messages/claim/release-caps";
import type { Failure, FailureCause } from "#domain/messages/failures/cause";
import { drawConsequences, type FailedDelivery } from "#domain/messages/failures/draw-consequences";
import { nextTry, reasonWhileWaiting } from "#domain/messages/failures/next-try";
import { releaseProvider } from "#domain/messages/failures/provider-holds";
import { countryOfPhone } from "#domain/places/phone-country";
import { releaseSpending } from "#domain/spending/release";
import { type NewEvent, publishEvents } from "#domain/webhooks-out/publish-events";
import { textEvent } from "#domain/webhooks-out/text-event";
import { assertNever } from "#platform/assert-never";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { toldOnce } from "#platform/sql/told-once";
import type { HandedText, Outcome } from "./hand-off.ts";
import { CALL_SECONDS } from "./hand-off.ts";
import { type CountedText, noteOutcomes } from "./note-outcomes.ts";
import { firstCheckAt } from "./receipt-schedule.ts";

const record = statementFile(import.meta.url, "./record.sql");
/** From then on its texts' final receipts are awaited (missing-receipts.ts). */
const endClaim = statement(
  "end-claim",
  `WITH gone AS (
     DELETE FROM claims WHERE shop_id = $1 AND claimed_at = to_timestamp($2::float8 / 1000000) AND id = $3 RETURNING *
   )
   INSERT INTO receipt_checks (shop_id, claimed_at, id, handed_at, due_at, months, message_ids)
   SELECT shop_id, claimed_at, id, $4, $5, months, message_ids FROM gone
   ON CONFLICT (shop_id, claimed_at, id) DO UPDATE SET handed_at = excluded.handed_at, due_at = excluded.due_at,
     months = excluded.months, message_ids = excluded.message_ids`,
);

interface Written {
  state: "accepted" | "failed" | "waiting" | "unknown";
  providerId: string | null;
  reason: string | null;
  /** Of a failed text. */
  cause: FailureCause | null;
  /** For waiting: business time; null keeps what it is. */
  dueAt: Date | null;
  askAfterSeconds: number | null;
}

/**
 * Writes the outcome of a hand-off in one transaction, gives back the caps and budgets of what was not sent, and draws the
 * consequences of refusals (failures/). A slice
 * may be recorded in several parts: the claim ends with the part that is said to be the last, and until then what is
 * missing is recovered if this process dies. Safe to repeat.
 */
export async function recordHandOff(
  ctx: Pick<Context, "db" | "hashPhone" | "clock" | "log" | "receiptPatienceMs">,
  claim: Claim,
  handed: HandedText[],
  isLast = true,
): Promise<void> {
  if (handed.length === 0 && !isLast) return;
  const outcomes = await ctx.db.transaction(async (tx) => {
    // Before the texts, as recovery does: neither waits for the other in a circle.
    if (isLast) await tx.run(endClaim, [...keyOf(claim), claim.now, firstCheckAt(ctx, claim.now)]);
    if (handed.length === 0) return [];
    const written = handed.map(({ decision, outcome }) => ({
      ...writtenAs(decision.candidate, outcome, claim.now),
      month: decision.candidate.month,
    }));
    const { numbers, distinct } = toldOnce(
      written,
      (it) => `${it.month} ${it.state} ${it.reason} ${it.cause} ${it.dueAt?.getTime()} ${it.askAfterSeconds}`,
    );
    const rows = await tx.run<{ id: string }>(
      ...batch(
        record,
        {
          t: {
            id: handed.map(({ decision }) => decision.candidate.id),
            provider_id: written.map((it) => it.providerId),
            outcome: numbers,
          },
          o: columnsOf(distinct, {
            month: (it) => it.month,
            state: (it) => it.state,
            reason: (it) => it.reason,
            due_at: (it) => it.dueAt,
            ask_after: (it) => it.askAfterSeconds,
            cause: (it) => it.cause,
          }),
        },
        [claim.claimedMicros, claim.lane.shopId, claim.now, [...new Set(distinct.map((it) => it.month))]],
      ),
    );
    const recorded = new Set(rows.map((row) => row.id));
    const ours = handed.filter(({ decision }) => recorded.has(decision.candidate.id));
    // In the order of a claim, or the two would wait for each other: holds, people, spend counters, frequency caps.
    await endHolds(tx, ctx, claim, ours);
    await drawConsequences(
      tx,
      ctx,
      ours.flatMap((it) => failedDelivery(claim, it)),
    );
    await giveBack(tx, claim, ours);
    await publishEvents(
      tx,
      ctx,
      handed.flatMap(({ decision: { candidate } }, place) =>
        recorded.has(candidate.id) ? handedEvents(claim, candidate, written[place]) : [],
      ),
    );
    return written.filter((_, place) => recorded.has(handed[place]?.decision.candidate.id ?? ""));
  });
  noteOutcomes(outcomes.map((it) => countedAs(claim, it)));
}

/** What other programs are told: the receipts tell them the rest. */
function handedEvents({ lane, now }: Claim, candidate: Candidate, written: Written | undefined): NewEvent[] {
  const { id, subscriberId, sourceKind, sourceId } = candidate;
  const text = { shopId: lane.shopId, id, subscriberId, class: lane.class, sourceKind, sourceId };
  if (written?.state === "accepted") return [textEvent("message.sent", text, now)];
  return written?.state === "failed" ? [textEvent("message.failed", text, now, written.cause)] : [];
}

function countedAs({ lane }: Claim, { state, reason, cause }: Written): CountedText {
  if (state === "waiting") return { class: lane.class, outcome: "returned", cause: reason ?? "withheld" };
  return { class: lane.class, outcome: state, cause };
}

function keyOf({ lane, claimedMicros, texts }: Claim): unknown[] {
  return [lane.shopId, claimedMicros, texts[0]?.candidate.id];
}

function writtenAs({ tries = 0, expiresAt }: Candidate, outcome: Outcome, now: Date): Written {
  const base = { providerId: null, reason: null, cause: null, dueAt: null, askAfterSeconds: null };
  switch (outcome.kind) {
    case "accepted":
      return { ...base, state: "accepted", providerId: outcome.providerId };
    case "rejected": {
      const next = nextTry({ ...outcome, waitMs: outcome.waitMs ?? null }, tries, now);
      if (next === null || next.at >= expiresAt)
        return { ...base, state: "failed", reason: outcome.code, cause: outcome.because };
      return { ...base, state: "waiting", reason: next.because, dueAt: next.at };
    }
    case "not-sent":
      return {
        ...base,
        state: "waiting",
        reason: outcome.because ? reasonWhileWaiting(outcome.because) : "throttled-by-provider",
        dueAt: new Date(now.getTime() + outcome.retryAfterMs),
      };
    case "withheld":
      return { ...base, state: "waiting", dueAt: now };
    case "unknown":
      return { ...base, state: "unknown", reason: "outcome-unknown", askAfterSeconds: CALL_SECONDS };
    default:
      return assertNever(outcome);
  }
}

async function giveBack(tx: Sql, claim: Claim, handed: HandedText[]): Promise<void> {
  const unsent = handed.filter(({ outcome }) => wasNotSent(outcome)).map(({ decision }) => decision.candidate);
  const { shopId } = claim.lane;
  const marketing = unsent.filter(({ purpose }) => purpose === "marketing");
  await releaseSpending(
    tx,
    shopId,
    unsent.map(({ month, id }) => ({ month, id, at: claim.now })),
  );
  await releaseCaps(
    tx,
    shopId,
    marketing.map(({ subscriberId }) => ({ subscriberId, at: claim.now })),
  );
}

function wasNotSent({ kind }: Outcome): boolean {
  return kind === "withheld" || kind === "not-sent" || kind === "rejected";
}

/** A text that the provider took, or refused for a reason of its own, shows that it takes texts again. */
async function endHolds(tx: Sql, ctx: Pick<Context, "log">, claim: Claim, handed: HandedText[]): Promise<void> {
  const isAnswered = ({ outcome }: HandedText) => outcome.kind === "accepted" || outcome.kind === "rejected";
  if (claim.isProbe && handed.some(isAnswered)) await releaseProvider(tx, ctx, claim.provider);
  for (const region of claim.probedRegions ?? []) {
    const isThere = ({ decision }: HandedText) => decision.phone !== null && countryOfPhone(decision.phone) === region;
    if (handed.some((it) => it.outcome.kind === "accepted" && isThere(it)))
      await releaseProvider(tx, ctx, claim.provider, region);
  }
}

function failedDelivery({ lane, provider }: Claim, { decision, outcome }: HandedText): FailedDelivery[] {
  if ((outcome.kind !== "rejected" && outcome.kind !== "not-sent") || outcome.because === undefined) return [];
  const { code, because, detail, words = detail, waitMs = null } = outcome;
  const { sourceKind, sourceId } = decision.candidate;
  const failure: Failure = { code, because, words, waitMs };
  return [
    { shopId: lane.shopId, senderId: lane.senderId, provider, sourceKind, sourceId, phone: decision.phone, failure },
  ];
}
