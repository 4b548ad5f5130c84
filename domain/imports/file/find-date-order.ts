import { z } from "zod";
import { type DateOrder, proveOrder } from "#domain/imports/cells/date-order";
import type { Mapping } from "#domain/imports/reading/fields";
import type { Sql } from "#platform/sql/sql";
import { statement } from "#platform/sql/statement";
import { readBlocks } from "./blocks.ts";
import { readRecords } from "./records.ts";

const keep = statement(
  "keep-date-order",
  `UPDATE imports SET options = options || jsonb_build_object('dateOrder', $3::text) WHERE shop_id = $1 AND id = $2`,
);
const kept = z.object({ dateOrder: z.enum(["day-first", "month-first", "mixed", "unproven"]).optional() });

export interface DatedFile {
  shopId: string;
  importId: string;
  separator: string;
  columns: number;
  mapping: Mapping;
  options: unknown;
  /** Where the lines of people begin. */
  headBytes: number;
  headLines: number;
}

/**
 * Whether a file writes the day or the month first, decided once for all of its lines: the dry run and the import read the same
 * answer, which is kept with the options until a new dry run begins. Reads the file to its end when it has such dates.
 */
export async function findDateOrder(db: Sql, file: DatedFile): Promise<DateOrder> {
  const known = kept.parse(file.options).dateOrder;
  if (known !== undefined) return known;
  const columns = [file.mapping.consentedAt, file.mapping.unsubscribedAt].filter((column) => column !== undefined);
  const order = columns.length > 0 && (await hasSuchDates(db, file)) ? await provenBy(db, file, columns) : "unproven";
  await db.run(keep, [file.shopId, file.importId, order]);
  return order;
}

/** Most files have none: one look at the bytes saves reading them as lines. */
async function hasSuchDates(db: Sql, file: DatedFile): Promise<boolean> {
  let end = "";
  for await (const part of readBlocks(db, file, file.headBytes)) {
    const text = end + part.toString("latin1");
    if (/\d\s*([/.-])\s*\d{1,2}\s*\1\s*\d\d/.test(text.replace(/\d{4}-\d\d-\d\d/g, ""))) return true;
    end = text.slice(-20);
  }
  return false;
}

async function provenBy(db: Sql, file: DatedFile, columns: number[]): Promise<DateOrder> {
  const { headBytes: bytes, headLines: lines, separator } = file;
  let order: DateOrder = "unproven";
  const batches = readRecords(readBlocks(db, file, bytes), { separator, columns: file.columns, bytes, lines });
  for await (const records of batches)
    order = records
      .filter(({ problem }) => problem === null)
      .flatMap(({ cells }) => columns.map((column) => (cells[column] ?? "").trim()))
      .reduce(proveOrder, order);
  return order;
}
