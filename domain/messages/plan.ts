import { type Job, type MessageClass, type Turn, turnJob } from "#domain/jobs";
import { personTrace } from "#domain/subscribers/person-trace";
import type { Clock } from "#platform/clock";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { monthOf } from "./month.ts";
import type { Purpose, SourceKind } from "./source.ts";

export interface NewText {
  shopId: string;
  class: MessageClass;
  purpose: Purpose;
  sourceKind: SourceKind;
  sourceId: string;
  /** Tells several texts of one source to one person apart: the flow's step, the inbound text that is answered. */
  occurrence: string;
  subscriberId: string;
  senderId: string;
  dueAt: Date;
  /** Never sent later than this. */
  expiresAt: Date;
  /** The words, when they are known already; else the source gives them at the claim. */
  body: string | null;
}

const plan = statementFile(import.meta.url, "./plan.sql");

/**
 * Plans texts to single people inside the caller's transaction: each becomes a waiting row. A text with the same
 * source, person and occurrence is planned once, however often this runs. Returns the jobs to enqueue after the commit.
 */
export async function planTexts(tx: Sql, { clock }: { clock: Clock }, texts: NewText[]): Promise<Job[]> {
  if (texts.length === 0) return [];
  const now = clock.now();
  const month = monthOf(now);
  const turns = await tx.run<Turn>(
    ...batch(
      plan,
      {
        t: columnsOf(texts, {
          shop_id: (text) => text.shopId,
          month: () => month,
          id: () => newId(),
          class: (text) => text.class,
          purpose: (text) => text.purpose,
          source_kind: (text) => text.sourceKind,
          source_id: (text) => text.sourceId,
          occurrence: (text) => text.occurrence,
          subscriber_id: (text) => text.subscriberId,
          sender_id: (text) => text.senderId,
          due_at: (text) => text.dueAt,
          expires_at: (text) => text.expiresAt,
          body: (text) => text.body,
          traceparent: (text) => personTrace(text),
        }),
      },
      [now],
    ),
  );
  return turns.map(turnJob);
}
