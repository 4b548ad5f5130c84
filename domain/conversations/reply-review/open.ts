import { businessDaysAfter, DAYS_TO_HONOR } from "#domain/compliance/business-days";
import type { Evidence } from "#domain/compliance/replies/evidence";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { holdMarketing, releaseMarketing, type Unclear } from "./hold-marketing.ts";

/** An inbound text that may be an opt-out. */
export interface UnclearText {
  shopId: string;
  subscriberId: string;
  /** The inbound text's row. */
  textId: string;
  evidence: Evidence;
  receivedAt: Date;
}

/** What someone said clearly, about whom something may be open. */
export interface ClearText {
  shopId: string;
  subscriberId: string;
  isOptOut: boolean;
  at: Date;
}

const open = statementFile(import.meta.url, "./open-review.sql");
const closeReviews = statementFile(import.meta.url, "./close-by-shopper.sql");

/**
 * Puts texts that may be opt-outs before a person, with the law's deadline, and holds marketing until it is decided. One
 * question is open about one person at a time; of its texts the first one's deadline counts. Run after the batch's clear
 * words are in the ledger; the people are locked by the caller.
 */
export async function openReviews(tx: Sql, texts: UnclearText[], now: Date): Promise<void> {
  if (texts.length === 0) return;
  const people = await tx.run<Unclear & { isOpen: boolean }>(
    ...batch(
      open,
      {
        t: columnsOf(texts, {
          shop_id: (it) => it.shopId,
          id: () => newId(),
          subscriber_id: (it) => it.subscriberId,
          text_id: (it) => it.textId,
          evidence: (it) => JSON.stringify(it.evidence),
          received_at: (it) => it.receivedAt,
          decide_by: (it) => businessDaysAfter(it.receivedAt, DAYS_TO_HONOR),
          event_id: () => newId(),
        }),
      },
      [now],
    ),
  );
  await holdMarketing(
    tx,
    people.filter(({ isOpen }) => isOpen),
    now,
  );
  // Held when the text was accepted, before anyone knew that they had said START meanwhile.
  await releaseMarketing(
    tx,
    people.filter(({ isOpen }) => !isOpen),
    now,
  );
}

/** Ends what is open about people who have said themselves what they want. The people are locked by the caller. */
export async function closeByShopper(tx: Sql, texts: ClearText[], now: Date): Promise<void> {
  if (texts.length === 0) return;
  const people = await tx.run<Unclear>(
    ...batch(
      closeReviews,
      {
        t: columnsOf(texts, {
          shop_id: (it) => it.shopId,
          subscriber_id: (it) => it.subscriberId,
          state: (it) => (it.isOptOut ? "opted-out" : "kept"),
          at: (it) => it.at,
        }),
      },
      [now],
    ),
  );
  await releaseMarketing(tx, people, now);
}
