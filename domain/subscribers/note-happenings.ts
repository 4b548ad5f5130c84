import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** One row of a subscriber's timeline. */
export interface Happening {
  shopId: string;
  subscriberId: string;
  /** checkout-started, order-placed, clicked, joined-flow … */
  kind: string;
  occurredAt: Date;
  data: Record<string, unknown>;
}

/** The timeline is kept by month, and only months about now have a place for it. */
const OLDEST_MS = 7 * 24 * 3_600_000;
const NEWEST_MS = 3_600_000;

const insert = statement(
  "note-happenings",
  `INSERT INTO events (shop_id, occurred_at, id, subscriber_id, kind, data)
   SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[])`,
);

/**
 * Adds rows to subscribers' timelines. What happened long ago (an imported order) or by a clock that goes wrong stands
 * at `now`, with its own time in its data. Not safe to repeat: the caller knows that it is the first to tell.
 */
export async function noteHappenings(tx: Sql, happenings: Happening[], now: Date): Promise<void> {
  if (happenings.length === 0) return;
  const rows = happenings.map((it) => placed(it, now));
  await tx.run(insert, [
    rows.map((it) => it.shopId),
    rows.map((it) => it.occurredAt),
    rows.map(() => newId()),
    rows.map((it) => it.subscriberId),
    rows.map((it) => it.kind),
    rows.map((it) => JSON.stringify(it.data)),
  ]);
}

function placed(happening: Happening, now: Date): Happening {
  const ageMs = now.getTime() - happening.occurredAt.getTime();
  if (ageMs <= OLDEST_MS && ageMs >= -NEWEST_MS) return happening;
  return { ...happening, occurredAt: now, data: { ...happening.data, at: happening.occurredAt.toISOString() } };
}
