import { SILENT_HOURS } from "#domain/imports/file/quota";
import { pruneNumbers } from "#domain/imports/numbers/keep";
import { inBatches } from "#platform/sql/in-batches";
import type { Sql } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";
import { MOST_IDLE_TURNS } from "./end.ts";

/** A paused import, the refused lines of one that has ended, and a file that we failed to read are kept for this long. */
const KEPT_DAYS = 14;
/** A file that was never started as an import. */
const UNUSED_HOURS = 24;

/** A merchant who starts or changes one at the same moment holds its row first, or finds it failed. */
const giveUp = statement(
  "give-up-imports",
  `UPDATE imports SET state = 'failed', ended_at = $1, updated_at = $1,
          problem = CASE WHEN state = 'paused'
            THEN 'This import was paused for two weeks, so its file was deleted. Upload it again to go on: people who were imported stay.'
            ELSE 'This file was not imported within a day, so it was deleted. Upload it again.' END
   WHERE (state IN ('uploaded', 'examined') AND updated_at < $1::timestamptz - make_interval(hours => $3))
      OR (state = 'paused' AND updated_at < $1::timestamptz - make_interval(days => $2))`,
);
const dropUploads = statement(
  "drop-broken-uploads",
  "DELETE FROM imports WHERE state = 'uploading' AND updated_at < $1::timestamptz - make_interval(hours => $2)",
);
/**
 * Only a file that we could not read, turn after turn, is kept for us to look at. A gigabyte in one statement would hold up
 * other work; the next round takes more.
 */
const dropParts = statement(
  "drop-import-parts",
  `DELETE FROM import_parts p WHERE (shop_id, import_id, number) IN (
     SELECT q.shop_id, q.import_id, q.number FROM import_parts q
     LEFT JOIN imports i ON i.shop_id = q.shop_id AND i.id = q.import_id
     WHERE i.id IS NULL OR i.state IN ('finished', 'cancelled')
        OR (i.state = 'failed' AND (i.idle_turns <= $4 OR i.ended_at < $1::timestamptz - make_interval(days => $2)))
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
 * Deletes files that were uploaded and not used, and what ended imports still hold of people: well within the month that
 * the law allows for an erasure. What was imported, how many, and what was attested stays. Returns how many rows went; safe to repeat.
 */
export async function pruneImports(db: Sql, now: Date): Promise<number> {
  await db.run(giveUp, [now, KEPT_DAYS, UNUSED_HOURS]);
  await db.run(dropUploads, [now, SILENT_HOURS]);
  await db.run(blankSamples, [now, KEPT_DAYS]);
  const parts = await inBatches(PARTS, () => db.run(dropParts, [now, KEPT_DAYS, PARTS, MOST_IDLE_TURNS]));
  await inBatches(PARTS, () => pruneNumbers(db, PARTS));
  return parts + (await inBatches(REFUSALS, () => db.run(dropRefusals, [now, KEPT_DAYS, REFUSALS])));
}
