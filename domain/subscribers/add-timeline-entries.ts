import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** One row of a subscriber's timeline. */
export interface TimelineEntry {
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
  "add-timeline-entries",
  `INSERT INTO events (shop_id, occurred_at, id, subscriber_id, kind, data)
   SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[])
     AS t(shop_id, occurred_at, id, subscriber_id, kind, data)`,
);

/**
 * Adds rows to subscribers' timelines. What happened long ago (an imported order) or by a clock that goes wrong stands
 * at `now`, with its own time in its data. Not safe to repeat: the caller knows that it is the first to tell.
 */
export async function addTimelineEntries(tx: Sql, entries: TimelineEntry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((it) => placeEntry(it, now));
  await tx.run(
    ...batch(insert, {
      t: columnsOf(rows, {
        shop_id: (it) => it.shopId,
        occurred_at: (it) => it.occurredAt,
        id: () => newId(),
        subscriber_id: (it) => it.subscriberId,
        kind: (it) => it.kind,
        data: (it) => JSON.stringify(it.data),
      }),
    }),
  );
}

const findSame = statement(
  "same-timeline-entries",
  `SELECT e.shop_id AS "shopId", e.subscriber_id AS "subscriberId", e.kind, e.data - 'at' AS data
   FROM events e JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS u(shop_id, subscriber_id, kind)) t
     ON e.shop_id = t.shop_id AND e.subscriber_id = t.subscriber_id AND e.kind = t.kind`,
);

/** Tells which of these stand on their timelines already, whenever it was: for what happens once and may be told again. */
export async function recordedBefore(tx: Sql, entries: TimelineEntry[]): Promise<(it: TimelineEntry) => boolean> {
  if (entries.length === 0) return () => false;
  const rows = await tx.run<Omit<TimelineEntry, "occurredAt">>(
    ...batch(findSame, {
      u: columnsOf(entries, {
        shop_id: (it) => it.shopId,
        subscriber_id: (it) => it.subscriberId,
        kind: (it) => it.kind,
      }),
    }),
  );
  const known = new Set(rows.map(nameOf));
  return (it) => known.has(nameOf(it));
}

function nameOf({ shopId, subscriberId, kind, data }: Omit<TimelineEntry, "occurredAt">): string {
  return `${shopId} ${subscriberId} ${kind} ${JSON.stringify(data)}`;
}

function placeEntry(entry: TimelineEntry, now: Date): TimelineEntry {
  const ageMs = now.getTime() - entry.occurredAt.getTime();
  if (ageMs <= OLDEST_MS && ageMs >= -NEWEST_MS) return entry;
  return { ...entry, occurredAt: now, data: { ...entry.data, at: entry.occurredAt.toISOString() } };
}
