import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { confirmTaps, noteTaps } from "./confirm-taps.ts";
import { ignoredBecause, type Visit } from "./is-human.ts";
import type { RecordedClick } from "./recorded-click.ts";

export interface NewClick extends Visit {
  /** The id of what told of it: the same one is recorded once. */
  id: string;
  code: string;
  clickedAt: Date;
}

/** A tap that comes so soon after the hand-over is uncertain: few people have read the text by then. */
const UNCERTAIN_SECONDS = 10;
/** By then after its claim a text has been handed over: the time to start the call, and the call's own. */
export const HANDED_OVER_WITHIN_SECONDS = 18;

/** Two that record taps of one link take turns: each would miss the other's tap. In one order, so that they cannot deadlock. */
const lockLinks = statement(
  "lock-links",
  `SELECT count(pg_advisory_xact_lock(k.key)) FROM (
     SELECT DISTINCT hashtextextended('link ' || t.code, 0) AS key FROM unnest($1::text[]) AS t(code) ORDER BY key
   ) AS k`,
);
const record = statementFile(import.meta.url, "./record-clicks.sql");

/**
 * Records visits of short links and says of each whether it was a person's tap; taps stand on the timeline. Visits of
 * links that do not exist are left out. A tap within UNCERTAIN_SECONDS of the hand-over is uncertain until the link is
 * tapped again later. Returns the visits that were new, and the uncertain ones that count from now on. Safe to repeat.
 */
export async function recordClicks(tx: Sql, ctx: Pick<Context, "clock">, clicks: NewClick[]): Promise<RecordedClick[]> {
  if (clicks.length === 0) return [];
  const codes = clicks.map((it) => it.code);
  await tx.run(lockLinks, [codes]);
  const recorded = await tx.run<RecordedClick>(
    ...batch(
      record,
      {
        t: {
          ...columnsOf(clicks, {
            id: (it) => it.id,
            clicked_at: (it) => it.clickedAt,
            user_agent: (it) => it.userAgent,
            because: ignoredBecause,
          }),
          code: codes,
        },
      },
      [UNCERTAIN_SECONDS, HANDED_OVER_WITHIN_SECONDS],
    ),
  );
  const taps = recorded.filter((it) => it.counted);
  await noteTaps(tx, taps, ctx.clock.now());
  const confirmed = await confirmTaps(tx, ctx, [...new Set(taps.map((it) => it.code))]);
  return [...recorded, ...confirmed];
}
