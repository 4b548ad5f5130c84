import type { Sql } from "#platform/sql/sql";
import { storableJson, storableText } from "#platform/sql/storable";
import { readBlocks } from "./blocks.ts";
import { SAMPLE_BYTES } from "./encoding.ts";
import { type FileFormat, guessFormat } from "./format.ts";
import { guessMapping } from "./guess-mapping.ts";

/** What the first bytes of a stored file tell of it. */
export interface GuessedFile {
  format: FileFormat;
  /** For the columns has_header, columns, sample, origin, mapping, head_bytes and head_lines of imports, in this order. */
  values: unknown[];
}

/** Reads the start of a stored file. `headerLine` is the merchant's word for the line with the column names, 0 for none. */
export async function guessFromStart(
  db: Sql,
  of: { shopId: string; importId: string },
  headerLine?: number,
): Promise<GuessedFile> {
  const { value: start = Buffer.alloc(0) } = await readBlocks(db, of).next();
  const format = guessFormat(start.subarray(0, SAMPLE_BYTES), headerLine);
  const { origin, mapping } = guessMapping(format.columns, format.sample);
  const values = [
    format.hasHeader,
    format.columns.map(storableText),
    storableJson(format.sample),
    origin,
    JSON.stringify(mapping),
    format.headBytes,
    format.headLines,
  ];
  return { format, values };
}
