import type { Mapping } from "#domain/imports/reading/fields";
import { readOptOut, saysNo } from "#domain/imports/reading/read-cells";
import { isNamedForOptOuts } from "./suspect.ts";

/** A column of the file that is mapped to nothing. */
export interface UnreadColumn {
  at: number;
  /** Its name tells of opt-outs. */
  isNamed: boolean;
}

/** Of each column that is not read, by its number: lines that it marks as opted out and that would be imported as subscribed. */
export type OptOutMarks = Record<string, number>;

/** The columns in which opt-outs could stand unread. */
export function unreadColumns(columns: string[], mapping: Mapping): UnreadColumn[] {
  const mapped = new Set(Object.values(mapping));
  return columns.flatMap((name, at) => (mapped.has(at) ? [] : [{ at, isNamed: isNamedForOptOuts(name) }]));
}

/** Counts the columns that mark this line. A column of any name does by a word; one named for opt-outs also by a date, a tick or a note. */
export function countMarks(cells: string[], unread: UnreadColumn[], marks: OptOutMarks): void {
  for (const { at, isNamed } of unread) {
    const cell = (cells[at] ?? "").trim();
    if (isNamed ? readOptOut(cell, null) !== "not" : saysNo(cell)) marks[at] = (marks[at] ?? 0) + 1;
  }
}

/** The sum of both. */
export function addMarks(marks: OptOutMarks, more: OptOutMarks): OptOutMarks {
  const sum = { ...marks };
  for (const [column, lines] of Object.entries(more)) sum[column] = (sum[column] ?? 0) + lines;
  return sum;
}
