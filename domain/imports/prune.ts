import type { Sql } from "#platform/sql";
import { statement } from "#platform/statement";

/** A file nobody goes on with, and the list of refused lines of one that has ended, are kept for so long. */
const KEPT_DAYS = 14;
/** An upload whose process died. */
const UPLOAD_HOURS = 24;

const giveUp = statement(
  "give-up-imports",
  `UPDATE imports SET state = 'failed', ended_at = $1, updated_at = $1,
          problem = 'Nobody went on with this file for two weeks, and it was deleted. Upload it again: who was imported stays.'
   WHERE state IN ('uploaded', 'examined', 'paused') AND updated_at < $1::timestamptz - make_interval(days => $2)`,
);
const dropUploads = statement(
  "drop-broken-uploads",
  "DELETE FROM imports WHERE state = 'uploading' AND created_at < $1::timestamptz - make_interval(hours => $2)",
);
/** A gigabyte in one statement would hold up whoever asks next; the next round takes more. */
const dropParts = statement(
  "drop-import-parts",
  `DELETE FROM import_parts p WHERE (shop_id, import_id, number) IN (
     SELECT q.shop_id, q.import_id, q.number FROM import_parts q
     LEFT JOIN imports i ON i.shop_id = q.shop_id AND i.id = q.import_id
     WHERE i.id IS NULL OR i.state IN ('finished', 'cancelled')
        OR (i.state = 'failed' AND i.ended_at < $1::timestamptz - make_interval(days => $2))
     LIMIT $3)
   RETURNING 1 AS gone`,
);
const dropRefusals = statement(
  "drop-import-refusals",
  `DELETE FROM import_refusals WHERE (shop_id, import_id, line) IN (
     SELECT r.shop_id, r.import_id, r.line FROM import_refusals r
     JOIN imports i ON i.shop_id = r.shop_id AND i.id = r.import_id
     WHERE i.ended_at < $1::timestamptz - make_interval(days => $2) LIMIT $3)
   RETURNING 1 AS gone`,
);
const blankSamples = statement(
  "blank-import-samples",
  `UPDATE imports SET sample = '[]'
   WHERE ended_at < $1::timestamptz - make_interval(days => $2) AND sample <> '[]'`,
);

const PARTS = 200;
const REFUSALS = 10_000;

/**
 * Forgets what files held of people once nobody will go on with them: well within the month that the law allows for an
 * erasure. What was imported, how many, and what was attested stays. Returns how many rows went; safe to repeat.
 */
export async function pruneImports(db: Sql, now: Date): Promise<number> {
  await db.run(giveUp, [now, KEPT_DAYS]);
  await db.run(dropUploads, [now, UPLOAD_HOURS]);
  await db.run(blankSamples, [now, KEPT_DAYS]);
  const parts = await inBatches(PARTS, () => db.run(dropParts, [now, KEPT_DAYS, PARTS]));
  return parts + (await inBatches(REFUSALS, () => db.run(dropRefusals, [now, KEPT_DAYS, REFUSALS])));
}

async function inBatches(size: number, remove: () => Promise<object[]>): Promise<number> {
  let sum = 0;
  for (;;) {
    const { length } = await remove();
    sum += length;
    if (length < size) return sum;
  }
}
