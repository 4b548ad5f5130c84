import { stringify } from "csv-stringify/sync";
import { harmlessCell } from "#platform/spreadsheet-cell";
import type { Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { refusalSentence } from "./refusal.ts";

const PAGE = 5_000;
/** By this mark Excel reads UTF-8 instead of the machine's old code page. */
const BYTE_ORDER_MARK = "\ufeff";

const readPage = statement(
  "refused-page",
  `SELECT line, reason, cells FROM import_refusals
   WHERE shop_id = $1 AND import_id = $2 AND line > $3 ORDER BY line LIMIT $4`,
);

/**
 * The lines that were not taken as CSV, piece by piece: the line's number, why, and its cells as they were, made harmless to
 * spreadsheets. Memory: a page. Without the header's names when the import is not the shop's.
 */
export async function* refusedRows(db: Tx, shopId: string, importId: string): AsyncGenerator<string, void, void> {
  const found = await db.prisma.import.findUnique({ where: { shopId_id: { shopId, id: importId } } });
  yield BYTE_ORDER_MARK + csvOf([["Line", "Reason", ...(found?.columns ?? []).map(harmlessCell)]]);
  for (let after = 0; ; ) {
    const page = await db.run<{ line: number; reason: string; cells: string[] }>(readPage, [
      shopId,
      importId,
      after,
      PAGE,
    ]);
    if (page.length > 0)
      yield csvOf(
        page.map(({ line, reason, cells }) => [String(line), refusalSentence(reason), ...cells.map(harmlessCell)]),
      );
    if (page.length < PAGE) return;
    after = page.at(-1)?.line ?? after;
  }
}

function csvOf(lines: string[][]): string {
  return stringify(lines, { record_delimiter: "windows" });
}
