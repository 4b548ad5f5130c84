import type { Sql } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";

/** Every part but the last is as long, so that a byte's place tells its part. */
export const BLOCK_BYTES = 1024 * 1024;

const insert = statement(
  "import-block",
  "INSERT INTO import_parts (shop_id, import_id, number, bytes) VALUES ($1, $2, $3, $4)",
);
const readImportBlock = statement(
  "read-import-block",
  "SELECT bytes FROM import_parts WHERE shop_id = $1 AND import_id = $2 AND number = $3",
);
const remove = statement("delete-import-blocks", "DELETE FROM import_parts WHERE shop_id = $1 AND import_id = $2");

interface Of {
  shopId: string;
  importId: string;
}

/** Keeps a file as it arrives, a part at a time; returns its length. Memory: two parts. */
export async function writeBlocks(db: Sql, { shopId, importId }: Of, pieces: AsyncIterable<Buffer>): Promise<number> {
  const part = Buffer.allocUnsafe(BLOCK_BYTES);
  let [number, filled] = [0, 0];
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const copied = piece.copy(part, filled, at);
      at += copied;
      filled += copied;
      if (filled < BLOCK_BYTES) continue;
      await db.run(insert, [shopId, importId, number, part]);
      number += 1;
      filled = 0;
    }
  }
  if (filled > 0) await db.run(insert, [shopId, importId, number, part.subarray(0, filled)]);
  return number * BLOCK_BYTES + filled;
}

/** The file from a place in it to its end. The next part is asked for while one is worked on. */
export async function* readBlocks(db: Sql, of: Of, fromBytes = 0): AsyncGenerator<Buffer> {
  let number = Math.floor(fromBytes / BLOCK_BYTES);
  let skipped = fromBytes % BLOCK_BYTES;
  let next = readPart(db, of, number);
  for (;;) {
    const part = await next;
    if (part === null) return;
    number += 1;
    next = readPart(db, of, number);
    // A reader that stops early leaves this one unawaited.
    next.catch(() => {});
    yield part.subarray(skipped);
    skipped = 0;
  }
}

async function readPart(db: Sql, { shopId, importId }: Of, number: number): Promise<Buffer | null> {
  const [row] = await db.run<{ bytes: Buffer }>(readImportBlock, [shopId, importId, number]);
  return row?.bytes ?? null;
}

/** Forgets the file. Safe to repeat. */
export async function deleteBlocks(db: Sql, { shopId, importId }: Of): Promise<void> {
  await db.run(remove, [shopId, importId]);
}
