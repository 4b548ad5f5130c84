import type { Evidence } from "#domain/compliance/replies/evidence";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Unclear } from "./hold-marketing.ts";

export type ReviewState = "open" | "opted-out" | "kept";

/** A reply that is locked while it is decided about. */
export interface Held extends Unclear {
  id: string;
  textId: string;
  evidence: Evidence;
  state: ReviewState;
  decidedBy: "merchant" | "deadline" | "shopper" | null;
  decidedAt: Date | null;
  receivedAt: Date;
  closesAt: Date;
}

/** A question that was opened again stays open for so long at least, even when its deadline is over. */
const TIME_TO_THINK_MS = 24 * 3_600_000;

const update = statement(
  "write-reply-review",
  `UPDATE unsure_replies SET state = $3, decided_by = $4, decided_at = $5, closes_at = $6 WHERE shop_id = $1 AND id = $2`,
);
const isAnotherOpen = statement(
  "another-review-is-open",
  `SELECT 1 FROM unsure_replies WHERE shop_id = $1 AND subscriber_id = $2 AND state = 'open' AND id <> $3`,
);
const note = statement(
  "note-reply-review",
  "INSERT INTO unsure_reply_events (shop_id, id, reply_id, kind, by, at) VALUES ($1, $2, $3, $4, $5, $6)",
);

/** Writes a change of a reply's state, and that it happened. Refuses to open one while another of the person's is open. */
export async function writeReviews(
  tx: Sql,
  { shopId, id, subscriberId, closesAt }: Held,
  { to, by, at }: { to: ReviewState; by: "merchant" | "deadline"; at: Date },
): Promise<void> {
  if (to === "open" && (await tx.run(isAnotherOpen, [shopId, subscriberId, id])).length > 0)
    throw new UserError(
      "another-reply-open",
      "Another reply from this person is waiting for your review. Review that one.",
    );
  const thinkUntil = new Date(at.getTime() + TIME_TO_THINK_MS);
  const closes = to === "open" && thinkUntil > closesAt ? thinkUntil : closesAt;
  // An open one keeps the time of its last decision, so that the next one is later.
  await tx.run(update, [shopId, id, to, to === "open" ? null : by, at, closes]);
  await tx.run(note, [shopId, newId(), id, to === "open" ? "reopened" : to, by, at]);
}
