import { createHash } from "node:crypto";
import type { Context } from "#domain/context";
import type { ImportKind } from "#domain/imports/import";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { deleteBlocks, writeBlocks } from "./blocks.ts";
import { detectEncoding, SAMPLE_BYTES } from "./encoding.ts";
import { guessFromStart } from "./guess-from-start.ts";
import { admitUpload, UPLOAD_QUOTA, type UploadQuota, uploadGone, withinQuota } from "./quota.ts";
import { recodeBytes } from "./recode.ts";

/** Ten million people with everything known of them take about two; what is larger is no list of subscribers. */
const MOST_BYTES = 8 * 1024 ** 3;

const open = statement(
  "open-import",
  `INSERT INTO imports (shop_id, id, kind, state, file_name, options, told_at, created_at, updated_at)
   SELECT $1, $2, $3, 'uploading', $4, jsonb_build_object('defaultCountry', s.country, 'tags', '[]'::jsonb, 'replaces', false), $5, $5, $5
   FROM shops s WHERE s.id = $1`,
);
/** News without a date are as old as the first upload of the same file: to tell them again changes nothing. */
const close = statement(
  "close-upload",
  `UPDATE imports i
   SET state = 'uploaded', file_bytes = $3, file_hash = $4, encoding = $5, separator = $6, has_header = $7, columns = $8,
       sample = $9, origin = $10, mapping = $11, head_bytes = $12, head_lines = $13, updated_at = $14,
       told_at = least(i.told_at, (SELECT min(o.told_at) FROM imports o
                                   WHERE o.shop_id = $1 AND o.kind = i.kind AND o.file_hash = $4 AND o.id <> $2))
   WHERE shop_id = $1 AND id = $2 AND state = 'uploading' RETURNING 1 AS closed`,
);

/**
 * Takes a file in as it arrives and returns its import's id: "uploaded", with its format and a mapping guessed. The
 * bytes are kept in PostgreSQL, as UTF-8, so that any worker can read them. An upload that breaks off, an empty file,
 * what is no text and what exceeds the shop's quota (a UserError) leave nothing behind. Memory: a few megabytes, however
 * long the file.
 */
export async function createImport(
  { db, clock }: Pick<Context, "db" | "clock">,
  { shopId, kind, fileName }: { shopId: string; kind: ImportKind; fileName: string },
  bytes: AsyncIterable<Uint8Array>,
  quota: UploadQuota = UPLOAD_QUOTA,
): Promise<string> {
  const importId = newId();
  await db.transaction(async (tx) => {
    await admitUpload(tx, { shopId, importId }, clock.now(), quota);
    await tx.run(open, [shopId, importId, kind, storableText(fileName).slice(0, 200), clock.now()]);
  });
  try {
    const hash = createHash("sha256");
    const pieces = measureBytes(bytes, (piece) => void hash.update(piece));
    const { sample, all } = await takeSample(pieces);
    if (sample.length === 0) throw new UserError("import-empty", "This file is empty.", "file");
    const encoding = detectEncoding(sample);
    const stored = withinQuota(db, { shopId, importId }, recodeBytes(all, encoding), { quota, now: () => clock.now() });
    const length = await writeBlocks(db, { shopId, importId }, stored);
    const { format, values } = await guessFromStart(db, { shopId, importId });
    const closed = await db.run(close, [
      shopId,
      importId,
      length,
      hash.digest("hex"),
      encoding.name,
      format.separator,
      ...values,
      clock.now(),
    ]);
    if (closed.length === 0) throw uploadGone();
  } catch (error) {
    await deleteBlocks(db, { shopId, importId });
    await db.prisma.import.deleteMany({ where: { shopId, id: importId, state: "uploading" } });
    throw error;
  }
  return importId;
}

async function* measureBytes(bytes: AsyncIterable<Uint8Array>, see: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const piece of bytes) {
    sum += piece.length;
    if (sum > MOST_BYTES)
      throw new UserError("import-too-large", "This file is larger than 8 GB. Split it into smaller files.", "file");
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    see(buffer);
    yield buffer;
  }
}

/** The file's beginning, and the whole file. */
async function takeSample(pieces: AsyncGenerator<Buffer>): Promise<{ sample: Buffer; all: AsyncIterable<Buffer> }> {
  const first: Buffer[] = [];
  for (let length = 0; length < SAMPLE_BYTES; ) {
    const { value, done } = await pieces.next();
    if (done) break;
    first.push(Buffer.from(value));
    length += value.length;
  }
  const start = Buffer.concat(first);
  return { sample: start.subarray(0, SAMPLE_BYTES), all: joinPieces(start, pieces) };
}

async function* joinPieces(start: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  yield* rest;
}
