import { lockShop } from "#domain/shops/admit";
import { UserError } from "#domain/user-error";
import type { Sql, SqlPool } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";

/** What one shop may upload. */
export interface UploadQuota {
  /** Uploads under way at one time. */
  uploads: number;
  /** Files that are not imported yet, those that are being uploaded included. */
  files: number;
  /** Uploads within any 24 hours, those that broke off included. */
  filesADay: number;
  /** Bytes of all files that are stored, as we keep them. */
  bytes: number;
}

/** Twice the largest file, and more files than a merchant brings from an old provider. */
export const UPLOAD_QUOTA: UploadQuota = { uploads: 3, files: 10, filesADay: 100, bytes: 16 * 1024 ** 3 };

/** An upload that has stored nothing for this long has lost its process. */
export const SILENT_HOURS = 1;
/** What is reserved in one step, as a share of the quota. Less when the quota has less left. */
const STEP_SHARE = 1 / 1024;
/** A slow upload reports this often that it is alive. */
const ALIVE_MS = 60_000;

/** Uploads of one shop take turns here, so that two cannot share the last place. */
const count = statement(
  "count-uploads",
  `SELECT count(*) FILTER (WHERE state = 'uploading') AS uploads, count(*) FILTER (WHERE is_open) AS files,
          (SELECT count(*) FROM upload_starts WHERE shop_id = $1 AND at > $2::timestamptz - interval '1 day') AS "filesADay"
   FROM (SELECT state, state NOT IN ('finished', 'cancelled', 'failed') AS is_open FROM imports
         WHERE shop_id = $1 AND (state <> 'uploading' OR updated_at > $2::timestamptz - make_interval(hours => $3))) AS i`,
);
/** Kept for a day: an upload that breaks off deletes its import, and still counts. */
const noteStart = statement(
  "note-upload-start",
  `WITH old AS (DELETE FROM upload_starts WHERE shop_id = $1 AND at <= $3::timestamptz - interval '1 day')
   INSERT INTO upload_starts (shop_id, id, at) VALUES ($1, $2, $3)`,
);
/** A failed import keeps its file for a while. */
const stored = statement(
  "bytes-of-other-files",
  `SELECT coalesce(sum(file_bytes), 0)::bigint AS bytes,
          EXISTS (SELECT FROM imports WHERE shop_id = $1 AND id = $2 AND state = 'uploading') AS "isUploading"
   FROM imports i
   WHERE shop_id = $1 AND id <> $2 AND state NOT IN ('finished', 'cancelled')
     AND (state <> 'failed' OR EXISTS (SELECT FROM import_parts p WHERE p.shop_id = $1 AND p.import_id = i.id))`,
);
const reserve = statement(
  "reserve-upload-bytes",
  `UPDATE imports SET file_bytes = $3, updated_at = $4 WHERE shop_id = $1 AND id = $2 AND state = 'uploading'
   RETURNING 1 AS reserved`,
);

/** Refuses one more upload when the shop has enough files, or counts it. Holds the shop's turn until the transaction ends. */
export async function admitUpload(tx: Sql, { shopId, importId }: Of, now: Date, quota: UploadQuota): Promise<void> {
  await lockShop(tx, shopId);
  const [row] = await tx.run<Omit<UploadQuota, "bytes">>(count, [shopId, now, SILENT_HOURS]);
  const { uploads = 0, files = 0, filesADay = 0 } = row ?? {};
  if (uploads >= quota.uploads)
    throw new UserError(
      "import-uploads-many",
      `Your store is already uploading ${quota.uploads} files. Wait until one finishes, then try again.`,
      "file",
    );
  if (files >= quota.files)
    throw new UserError(
      "import-files-many",
      `Your store has ${quota.files} files waiting to be imported. Import or cancel one, then upload this file.`,
      "file",
    );
  if (filesADay >= quota.filesADay)
    throw new UserError(
      "import-files-a-day",
      `Your store has uploaded ${quota.filesADay} files in 24 hours. Combine lists into one file, or try again tomorrow.`,
      "file",
    );
  await tx.run(noteStart, [shopId, importId, now]);
}

interface Of {
  shopId: string;
  importId: string;
}

/**
 * The same pieces, each within bytes that were reserved for it before: two uploads at once cannot store more than the quota. Throws
 * a UserError when the quota is used up, and when the upload's row is gone because it was silent for too long.
 */
export async function* withinQuota(
  db: SqlPool,
  { shopId, importId }: Of,
  pieces: AsyncIterable<Buffer>,
  { quota, now }: { quota: UploadQuota; now: () => Date },
): AsyncGenerator<Buffer> {
  let [arrived, reserved] = [0, 0];
  let reportedAt = performance.now();
  for await (const piece of pieces) {
    arrived += piece.length;
    if (arrived > reserved || performance.now() - reportedAt > ALIVE_MS) {
      const needed = arrived;
      reserved = await db.transaction((tx) => reserveBytes(tx, { shopId, importId }, needed, quota.bytes, now()));
      reportedAt = performance.now();
    }
    yield piece;
  }
}

async function reserveBytes(tx: Sql, { shopId, importId }: Of, needed: number, most: number, now: Date) {
  await lockShop(tx, shopId);
  const [row] = await tx.run<{ bytes: number; isUploading: boolean }>(stored, [shopId, importId]);
  // First, as its share may be another file's by now: "too many bytes" would be said of someone else's.
  if (!row?.isUploading) throw uploadGone();
  const left = most - row.bytes;
  if (needed > left)
    throw new UserError(
      "import-storage-full",
      `Files waiting to be imported can’t exceed ${sizeOf(most)} in total. Import or cancel one, then upload this file again.`,
      "file",
    );
  const bytes = Math.min(needed + Math.floor(most * STEP_SHARE), left);
  const rows = await tx.run(reserve, [shopId, importId, bytes, now]);
  if (rows.length === 0) throw uploadGone(); // it ended in between: it is not locked
  return bytes;
}

/** Nothing arrived for so long that the upload was taken for broken and deleted. */
export function uploadGone(): UserError {
  return new UserError("import-upload-gone", "This upload timed out. Upload the file again.", "file");
}

function sizeOf(bytes: number): string {
  return bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GB` : `${Math.round(bytes / 1024)} KB`;
}
