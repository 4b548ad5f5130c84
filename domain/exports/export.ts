import { setImmediate as nextTurn } from "node:timers/promises";
import { stringify } from "csv-stringify/sync";
import type { PeopleCondition } from "#domain/subscribers/found";
import type { Sql } from "#platform/sql/db";
import { cellsOf, columnNames } from "./columns.ts";
import { readPage } from "./page.ts";

/** People read at a time: what is held in memory, however many there are. */
const PAGE = 10_000;
/** Lines written at a time: the process that does it takes STOPs and webhooks in as well, and they wait for no page. */
const LINES = 500;
/** By this mark Excel reads UTF-8 instead of the machine's old code page. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * The people as CSV, piece by piece: a line each in the order of their ids, no one twice, with a byte-order mark and
 * RFC 4180's line ends. People who are erased meanwhile are left out, those who come meanwhile are in it. A reader that stops
 * reading stops the queries.
 */
export async function* exportPeople(
  db: Sql,
  shopId: string,
  people: PeopleCondition,
  { size = PAGE }: { size?: number } = {},
): AsyncGenerator<string, void, void> {
  yield BYTE_ORDER_MARK + csvOf([columnNames]);
  let after: string | null = null;
  for (;;) {
    const page = await readPage(db, shopId, people, { after, size });
    for (let from = 0; from < page.length; from += LINES) {
      yield csvOf(page.slice(from, from + LINES).map(cellsOf));
      await nextTurn();
    }
    if (page.length < size) return;
    after = page.at(-1)?.id ?? null;
  }
}

/** Lines of a file as RFC 4180 writes them. */
export function csvOf(lines: string[][]): string {
  return stringify(lines, { record_delimiter: "windows" });
}
