import { type ActivityFilter, type AuditEntry, readActivity, saysOf } from "#domain/audit/read";
import { harmlessCell } from "#platform/spreadsheet-cell";
import type { Db } from "#platform/sql/db";
import { BYTE_ORDER_MARK, csvOf } from "./export.ts";

const PAGE = 500;

const COLUMNS = ["Time (UTC)", "Who", "Person or key ID", "Action", "Record ID", "Finished"];

/** A shop's audit log as CSV, piece by piece, newest first. A reader that stops reading stops the queries. */
export async function* exportActivity(
  db: Pick<Db, "prisma">,
  shopId: string,
  filter: ActivityFilter,
): AsyncGenerator<string, void, void> {
  yield BYTE_ORDER_MARK + csvOf([COLUMNS]);
  let before: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readActivity>> = await readActivity(db, shopId, {
      ...filter,
      ...{ before, size: PAGE },
    });
    if (page.entries.length > 0) yield csvOf(page.entries.map(cellsOf));
    before = page.next;
  } while (before !== null);
}

function cellsOf({ at, by, actorId, actorName, verb, subjectId, isDone }: AuditEntry): string[] {
  const cells = [at.toISOString(), actorName ?? by, actorId ?? "", saysOf(verb), subjectId ?? "", isDone ? "yes" : ""];
  return cells.map(harmlessCell);
}
