import type { Context } from "#domain/context";
import { monthOf } from "#domain/messages/month";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

interface Bound {
  most: number;
  withinHours: number;
}

/**
 * How many texts programs may cause to one person, whichever of the store's keys they use: answers to a long talk fit in, and a key that
 * leaked can't be used to pester anyone.
 */
export const PROGRAM_TEXT_BOUNDS: readonly Bound[] = [
  { most: 10, withinHours: 1 },
  { most: 30, withinHours: 24 },
];

const HOUR_MS = 3_600_000;
const LONGEST_HOURS = Math.max(...PROGRAM_TEXT_BOUNDS.map(({ withinHours }) => withinHours));
const MOST_READ = Math.max(...PROGRAM_TEXT_BOUNDS.map(({ most }) => most));

/** By the index of texts that came from one conversation, and by the answers of it. */
const readTimes = statement(
  "times-of-program-texts",
  `SELECT at FROM (
     SELECT created_at AS at FROM messages
     WHERE shop_id = $1 AND subscriber_id = $2 AND source_id = $3 AND occurrence LIKE 'single:%' AND month = ANY($4::date[])
       AND created_at > $5
     UNION ALL
     SELECT created_at FROM conversation_answers
     WHERE shop_id = $1 AND conversation_id = $3 AND by_kind = 'api-key' AND created_at > $5) t
   ORDER BY at DESC LIMIT $6`,
);

/**
 * From when on a program may cause another text to this person; null: now. Call it in the transaction that plans the text, with the
 * conversation's row locked, so that requests at the same moment are counted too.
 */
export async function programTextsFullUntil(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { shopId, subscriberId, conversationId }: { shopId: string; subscriberId: string; conversationId: string },
): Promise<Date | null> {
  const now = clock.now();
  const since = new Date(now.getTime() - LONGEST_HOURS * HOUR_MS);
  const months = [...new Set([monthOf(now), monthOf(since)])];
  const rows = await tx.run<{ at: Date }>(readTimes, [shopId, subscriberId, conversationId, months, since, MOST_READ]);
  return fullUntil(
    rows.map(({ at }) => at),
    now,
  );
}

/** The moment at which every bound has room again; null when each has now. `times`: of the texts, the newest first. Pure. */
export function fullUntil(times: Date[], now: Date): Date | null {
  const ends = PROGRAM_TEXT_BOUNDS.flatMap(({ most, withinHours }) => {
    const oldest = times[most - 1];
    const end = oldest && new Date(oldest.getTime() + withinHours * HOUR_MS);
    return end && end > now ? [end] : [];
  });
  return ends.length === 0 ? null : ends.reduce((a, b) => (a > b ? a : b));
}
