import type { Context } from "#domain/context";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { RecordedClick } from "./recorded-click.ts";

const confirm = statementFile(import.meta.url, "./confirm-taps.sql");

/**
 * Makes the uncertain taps of these links count: a later tap, or an order whose visit began with the link, shows that a
 * person opened it. Returns the taps that count now. Safe to repeat.
 */
export async function confirmTaps(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  codes: string[],
): Promise<RecordedClick[]> {
  if (codes.length === 0) return [];
  const confirmed = await tx.run<RecordedClick>(confirm, [codes]);
  await noteTaps(tx, confirmed, clock.now());
  return confirmed;
}

/** Puts taps that count on the timelines. */
export async function noteTaps(tx: Sql, taps: RecordedClick[], now: Date): Promise<void> {
  await addTimelineEntries(
    tx,
    taps.map(({ shopId, subscriberId, clickedAt, messageId, messageMonth }) => ({
      shopId,
      subscriberId,
      kind: "clicked",
      occurredAt: clickedAt,
      data: { messageId, messageMonth },
    })),
    now,
  );
}
