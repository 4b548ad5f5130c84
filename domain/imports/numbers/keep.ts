import type { Sql } from "#platform/sql/sql";
import { type Statement, statement } from "#platform/sql/statement";
import { fingerprintsOf, type Seen } from "./seen.ts";

/** Rows of one read: of full chunks, eight megabytes at most. */
const PAGE = 50;

const insert = statement(
  "keep-import-numbers",
  `INSERT INTO import_numbers (shop_id, import_id, end_bytes, seen, opted_out) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (shop_id, import_id, end_bytes) DO UPDATE SET seen = excluded.seen, opted_out = excluded.opted_out`,
);
const readImportNumbers = statement(
  "read-import-numbers",
  `SELECT end_bytes AS "endBytes", seen, opted_out AS "optedOut" FROM import_numbers
   WHERE shop_id = $1 AND import_id = $2 AND end_bytes > $3 AND end_bytes <= $4 ORDER BY end_bytes LIMIT $5`,
);
/** Those of imports that ended without their own statement doing it: given up, cancelled during a chunk, or gone. */
const prune: Statement = statement(
  "prune-import-numbers",
  `DELETE FROM import_numbers WHERE (shop_id, import_id, end_bytes) IN (
     SELECT n.shop_id, n.import_id, n.end_bytes FROM import_numbers n
     LEFT JOIN imports i ON i.shop_id = n.shop_id AND i.id = n.import_id
     WHERE i.id IS NULL OR i.state NOT IN ('examining', 'importing', 'paused')
     LIMIT $1)
   RETURNING 1 AS gone`,
);

interface Of {
  shopId: string;
  importId: string;
}

/** Keeps which numbers a chunk was the first to hold and which it opted out, in the transaction that moves the cursor. */
export async function keepNumbers(
  tx: Sql,
  { shopId, importId }: Of,
  endBytes: number,
  { seen, optedOut }: { seen: string[]; optedOut: string[] },
): Promise<void> {
  if (seen.length + optedOut.length === 0) return;
  await tx.run(insert, [shopId, importId, endBytes, fingerprintsOf(seen), fingerprintsOf(optedOut)]);
}

/** Fills an empty memory with the numbers of the file up to the cursor. */
export async function loadNumbers(db: Sql, { shopId, importId }: Of, cursorBytes: number, seen: Seen): Promise<void> {
  let after = 0;
  for (;;) {
    const values = [shopId, importId, after, cursorBytes, PAGE];
    const rows = await db.run<{ endBytes: number; seen: Buffer; optedOut: Buffer }>(readImportNumbers, values);
    for (const row of rows) seen.load(row.seen, row.optedOut);
    after = rows.at(-1)?.endBytes ?? after;
    if (rows.length < PAGE) return;
  }
}

/** Deletes up to `most` rows of imports that have ended; returns how many there were. */
export async function pruneNumbers(db: Sql, most: number): Promise<object[]> {
  return await db.run(prune, [most]);
}
