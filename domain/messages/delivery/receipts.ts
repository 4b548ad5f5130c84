import { noteSignsOfLife } from "#domain/consent/dead-numbers";
import type { Context } from "#domain/context";
import type { MessageClass } from "#domain/jobs";
import { releaseCaps } from "#domain/messages/claim/release-caps";
import type { Failure } from "#domain/messages/failures/cause";
import { drawConsequences } from "#domain/messages/failures/draw-consequences";
import { nextTry } from "#domain/messages/failures/next-try";
import type { Month } from "#domain/messages/month";
import { type MessageRef, parseRef } from "#domain/messages/ref";
import type { Purpose, SourceKind } from "#domain/messages/source";
import { releaseSpending } from "#domain/spending/release";
import { type NewEvent, publishEvents } from "#domain/webhooks-out/publish-events";
import { textEvent } from "#domain/webhooks-out/text-event";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { count } from "#platform/telemetry/metrics/record";
import { type CountedText, noteOutcomes } from "./note-outcomes.ts";
import type { DeliveryReceipt } from "./provider.ts";

const apply = statementFile(import.meta.url, "./receipts.sql");
/** A receipt comes within seconds. What is learned later, by asking, may have been settled meanwhile. */
const LATE_MS = 15 * 60_000;
const RANK: Record<DeliveryReceipt["status"], number> = { accepted: 1, sent: 2, delivered: 3, failed: 3 };

interface AppliedReceipt {
  id: string;
  shopId: string;
  month: Month;
  phone: string | null;
  state: string;
  provider: string | null;
  senderId: string;
  sourceKind: SourceKind;
  sourceId: string;
  subscriberId: string;
  class: MessageClass;
  purpose: Purpose;
  /** The time of its claim, which is what was charged for it. */
  chargedAt: Date;
  /** Null when this receipt is the first that shows a hand-over. */
  handedAt: Date | null;
  hasMoved: boolean;
  /** It failed and waits, or waited already. */
  isTriedAgain: boolean;
  /** It waits again, which it did not before: what was reserved for it is free. */
  hasReturned: boolean;
  /** The provider has had it before, by another id. */
  isSecond: boolean;
}

interface Named {
  receipt: DeliveryReceipt;
  ref: MessageRef;
}

/**
 * Applies delivery receipts in bulk, whatever their order and however often they come: a message only moves forward, and
 * what was delivered stays so, and what failed is tried again where its cause may pass (failures/). A receipt also resolves an unknown outcome. Returns the receipts that name
 * no message of ours. `heardAt`: when a receipt came in, if that was not just now (business time); null when we asked for
 * it, for then its time says nothing of the carrier's queue.
 */
export async function applyReceipts(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone" | "log">,
  receipts: DeliveryReceipt[],
  heardAt: (receipt: DeliveryReceipt) => Date | null | undefined = () => undefined,
): Promise<DeliveryReceipt[]> {
  const furthest = new Map<string, DeliveryReceipt>();
  for (const receipt of receipts) {
    const known = furthest.get(receipt.ref);
    if (!known || RANK[receipt.status] > RANK[known.status]) furthest.set(receipt.ref, receipt);
  }
  const named = [...furthest.values()].flatMap((receipt) => {
    const ref = parseRef(receipt.ref);
    return ref ? [{ receipt, ref }] : [];
  });
  const found = new Set<string>();
  for (const round of roundsOf(named)) for (const id of await applyRound(tx, ctx, round, heardAt)) found.add(id);
  return receipts.filter((receipt) => !found.has(parseRef(receipt.ref)?.id ?? ""));
}

/** Of one text's hand-overs the earlier first: one statement may touch a row once. */
function roundsOf(named: Named[]): Named[][] {
  const byText = [...Map.groupBy(named, ({ ref }) => ref.id).values()].map((of) =>
    of.toSorted((a, b) => (a.ref.resend ?? 0) - (b.ref.resend ?? 0)),
  );
  const most = Math.max(0, ...byText.map((of) => of.length));
  return Array.from({ length: most }, (_, i) => byText.flatMap((of) => of[i] ?? []));
}

async function applyRound(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone" | "log">,
  named: Named[],
  heardAt: (receipt: DeliveryReceipt) => Date | null | undefined,
): Promise<string[]> {
  const now = ctx.clock.now();
  const t = columnsOf(named, {
    shop_id: ({ ref }) => ref.shopId,
    month: ({ ref }) => ref.month,
    id: ({ ref }) => ref.id,
    state: ({ receipt }) => receipt.status,
    provider_id: ({ receipt }) => receipt.providerId,
    code: ({ receipt }) => receipt.code,
    heard_ago: ({ receipt }) => secondsSince(heardAt(receipt), now),
    resend: ({ ref }) => ref.resend ?? 0,
    cause: ({ receipt: { status, because } }) => (status === "failed" ? (because ?? "other") : null),
  });
  const months = [...new Set(named.map(({ ref }) => ref.month))];
  const applied = await tx.run<AppliedReceipt>(
    ...batch(apply, { t: { ...t, ...retryColumns(named, now) } }, [now, months]),
  );
  const asked = new Set(named.flatMap(({ receipt, ref }) => (heardAt(receipt) === null ? [ref.id] : [])));
  await followReceipts(tx, ctx, named, applied, (text) =>
    asked.has(text.id) ? lateSince(text.handedAt, now) : undefined,
  );
  return applied.map((row) => row.id);
}

function lateSince(handedAt: Date | null, now: Date): Date | undefined {
  return handedAt !== null && now.getTime() - handedAt.getTime() > LATE_MS ? handedAt : undefined;
}

function secondsSince(heardAt: Date | null | undefined, now: Date): number | null {
  return heardAt === null ? null : (now.getTime() - (heardAt ?? now).getTime()) / 1_000;
}

/** When a text that failed would be tried again, by how often it was tried before. */
function retryColumns(named: Named[], now: Date) {
  const failures = named.map(({ receipt }) => failureOf(receipt));
  const next = (failure: Failure | null, tries: number) => (failure ? nextTry(failure, tries, now) : null);
  return columnsOf(failures, {
    at_0: (failure) => next(failure, 0)?.at ?? null,
    at_1: (failure) => next(failure, 1)?.at ?? null,
    at_2: (failure) => next(failure, 2)?.at ?? null,
    at_3: (failure) => next(failure, 3)?.at ?? null,
    again_because: (failure) => next(failure, 0)?.because ?? null,
  });
}

function failureOf({ code, because, words = "", waitMs = null }: DeliveryReceipt): Failure | null {
  return code !== null && because !== null ? { code, because, words, waitMs } : null;
}

/** What the receipts mean beyond their texts, in the order of a claim: holds, people, spend counters, frequency caps. */
async function followReceipts(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone" | "log">,
  named: Named[],
  applied: AppliedReceipt[],
  happenedAt: (text: AppliedReceipt) => Date | undefined,
): Promise<void> {
  const failures = new Map(named.map(({ receipt, ref }) => [ref.id, failureOf(receipt)]));
  const moved = applied.filter(({ hasMoved }) => hasMoved);
  noteOutcomes(outcomesOf(moved, failures));
  noteDoubled(
    ctx,
    applied.filter(({ isSecond }) => isSecond),
  );
  await drawConsequences(
    tx,
    ctx,
    moved.flatMap((text) => {
      const failure = failures.get(text.id);
      return failure && text.provider !== null
        ? [{ ...text, provider: text.provider, failure, happenedAt: happenedAt(text) }]
        : [];
    }),
  );
  await noteSignsOfLife(
    tx,
    ctx,
    moved.flatMap(({ shopId, phone, state }) => (state === "delivered" && phone !== null ? [{ shopId, phone }] : [])),
  );
  await publishEvents(tx, ctx, movedEvents(moved, failures, ctx.clock.now()));
  const returned = moved.filter(({ hasReturned }) => hasReturned);
  for (const [shopId, texts] of Map.groupBy(returned, (text) => text.shopId)) await giveBack(tx, shopId, texts);
}

/** A text that is tried again has not failed. A hand-over that was told of already is not told again. */
function movedEvents(moved: AppliedReceipt[], failures: Map<string, Failure | null>, now: Date): NewEvent[] {
  return moved.flatMap((text) => {
    switch (text.state) {
      case "delivered":
        return textEvent("message.delivered", text, now);
      case "failed":
        return text.isTriedAgain
          ? []
          : textEvent("message.failed", text, now, failures.get(text.id)?.because ?? "other");
      default:
        return textEvent("message.sent", text, now);
    }
  });
}

function noteDoubled({ log }: Pick<Context, "log">, texts: AppliedReceipt[]): void {
  if (texts.length === 0) return;
  count("cartbell_texts_doubled_total", { evidence: "receipt" }, texts.length);
  log.error({ texts: texts.map(({ shopId, id }) => `${shopId}/${id}`) }, "the provider has two texts for one of ours");
}

/** Counted once it is known whether the phone got it. */
function outcomesOf(moved: AppliedReceipt[], failures: Map<string, Failure | null>): CountedText[] {
  return moved.flatMap(({ class: of, id, state, isTriedAgain }) => {
    if (isTriedAgain || (state !== "delivered" && state !== "failed")) return [];
    const isThere = state === "delivered";
    return {
      class: of,
      outcome: isThere ? "delivered" : "undelivered",
      cause: isThere ? null : (failures.get(id)?.because ?? "other"),
    };
  });
}

async function giveBack(tx: Sql, shopId: string, texts: AppliedReceipt[]): Promise<void> {
  await releaseSpending(
    tx,
    shopId,
    texts.map(({ month, id, chargedAt: at }) => ({ month, id, at })),
  );
  const marketing = texts.filter(({ purpose }) => purpose === "marketing");
  await releaseCaps(
    tx,
    shopId,
    marketing.map(({ subscriberId, chargedAt: at }) => ({ subscriberId, at })),
  );
}
