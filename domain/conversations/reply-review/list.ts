import type { Evidence } from "#domain/compliance/replies/evidence";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { ReviewState } from "./write.ts";

/** A reply in the queue, or one that was decided lately. */
export interface ReplyReview {
  id: string;
  subscriberId: string;
  /** Null after an erasure. */
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  /** What they wrote while it was open, oldest first; null for words that were erased. */
  texts: { body: string | null; receivedAt: string }[];
  /** The last text they got before it. */
  answers: string | null;
  /** Null after an erasure. */
  evidence: Evidence | null;
  receivedAt: Date;
  decideBy: Date;
  closesAt: Date;
  state: ReviewState;
  decidedBy: "merchant" | "deadline" | "shopper" | null;
  decidedAt: Date | null;
}

const readList = statementFile(import.meta.url, "./list-reviews.sql");

/** What waits for a decision, the nearest deadline first, and how many they are. */
export async function listOpen(
  db: Sql,
  shopId: string,
  most: number,
): Promise<{ replies: ReplyReview[]; total: number }> {
  const rows = await db.run<ReplyReview & { total: number }>(readList, [shopId, true, most]);
  return { replies: rows.map(({ total: _, ...reply }) => reply), total: rows[0]?.total ?? 0 };
}

/** What was decided last, newest first. */
export async function listDecided(db: Sql, shopId: string, most: number): Promise<ReplyReview[]> {
  const rows = await db.run<ReplyReview & { total: number }>(readList, [shopId, false, most]);
  return rows.map(({ total: _, ...reply }) => reply);
}
