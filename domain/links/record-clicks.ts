import type { Context } from "#domain/context";
import { ignoredBecause, type Visit } from "#domain/links/is-human";
import { noteHappenings } from "#domain/subscribers/note-happenings";
import type { Sql } from "#platform/db";
import { statementFile } from "#platform/statement";

export interface NewClick extends Visit {
  /** The id of what told of it: the same one is recorded once. */
  id: string;
  code: string;
  clickedAt: Date;
}

export interface RecordedClick {
  shopId: string;
  id: string;
  code: string;
  messageMonth: string;
  messageId: string;
  subscriberId: string;
  clickedAt: Date;
  /** False for previews, scanners and bots. */
  counted: boolean;
}

const record = statementFile(import.meta.url, "./record-clicks.sql");

/**
 * Records visits of short links and says of each whether it was a person's tap; taps stand on the timeline. Visits of
 * links that do not exist are left out. Returns those that were new. Safe to repeat.
 */
export async function recordClicks(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  clicks: NewClick[],
): Promise<RecordedClick[]> {
  if (clicks.length === 0) return [];
  const recorded = await tx.run<RecordedClick>(record, [
    clicks.map((it) => it.id),
    clicks.map((it) => it.code),
    clicks.map((it) => it.clickedAt),
    clicks.map((it) => it.userAgent),
    clicks.map(ignoredBecause),
  ]);
  const taps = recorded.filter((it) => it.counted);
  await noteHappenings(
    tx,
    taps.map(({ shopId, subscriberId, clickedAt, messageId, messageMonth }) => ({
      shopId,
      subscriberId,
      kind: "clicked",
      occurredAt: clickedAt,
      data: { messageId, messageMonth },
    })),
    clock.now(),
  );
  return recorded;
}
