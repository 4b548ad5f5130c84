import { parse } from "csv-parse/sync";
import { isPhoneName } from "./guess-mapping.ts";

export interface FileFormat {
  separator: string;
  hasHeader: boolean;
  columns: string[];
  sample: string[][];
  /** What comes before the first row of people: a "sep=" line and the header. */
  headBytes: number;
  headLines: number;
}

const SEPARATORS = [",", ";", "\t", "|"];
/** The header is looked for in so many lines. */
export const LOOKED_AT = 40;
const SAMPLE_ROWS = 5;
/** A cell of the sample is cut here. */
const SHOWN = 200;

interface Row {
  cells: string[];
  end: number;
}

/**
 * Guesses from a file's beginning (UTF-8) how it is laid out: the separator that cuts most of its first rows into the same number
 * of cells, and which row names the columns. Titles and blank lines in front of the header are skipped. A line "sep=;", which Excel
 * writes, is believed unless it names what separates nothing. `headerLine` is the merchant's word: the line of the header, 0 for none.
 */
export function guessFormat(start: Buffer, headerLine?: number): FileFormat {
  const declared = /^"?sep=(.)"?\r?\n/i.exec(start.subarray(0, 16).toString());
  const skipped = Buffer.byteLength(declared?.[0] ?? "");
  const text = start.subarray(skipped);
  const separator = declared?.[1] !== undefined && !/["\0]/.test(declared[1]) ? declared[1] : bestSeparator(text);
  const rows = firstRows(text, separator);
  const usual = usualWidth(rows);
  const linesBefore = declared ? 1 : 0;
  const at = headerLine === undefined ? headerAt(rows, usual) : rowOfLine(text, rows, headerLine - linesBefore);
  const header = at === null ? undefined : rows[at];
  const body = rows.slice(at === null ? 0 : at + 1).filter(({ cells }) => !isBlank(cells));
  const width = Math.max(
    header?.cells.length ?? 0,
    header ? 0 : Math.max(0, ...body.map(({ cells }) => cells.length)),
    usual,
  );
  return {
    separator,
    hasHeader: header !== undefined,
    columns: Array.from({ length: width }, (_, it) => header?.cells[it]?.trim().slice(0, SHOWN) || `Column ${it + 1}`),
    sample: body.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.map((cell) => cell.slice(0, SHOWN))),
    headBytes: skipped + (header?.end ?? 0),
    headLines: linesBefore + (header ? linesIn(text, header.end) : 0),
  };
}

function bestSeparator(text: Buffer): string {
  const scores = SEPARATORS.map((separator) => {
    const rows = firstRows(text, separator).filter(({ cells }) => !isBlank(cells));
    const usual = usualWidth(rows);
    return usual <= 1 ? 0 : (usual * rows.filter(({ cells }) => cells.length === usual).length) / rows.length;
  });
  const best = Math.max(...scores);
  return (best > 0 ? SEPARATORS[scores.indexOf(best)] : undefined) ?? ",";
}

/** The number of cells that most rows have; of several such numbers the first row's. */
function usualWidth(rows: Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) if (!isBlank(cells)) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((best, it) => (it[1] > best[1] ? it : best), [0, 0] as [number, number])[0];
}

/** The row before those of people that is as wide as they are and filled like a header; null when the file begins with people. */
function headerAt(rows: Row[], usual: number): number | null {
  const people = rows.findIndex(({ cells }) => cells.some(isOfAPerson));
  const before = rows
    .slice(0, people < 0 ? rows.length : people)
    .map(({ cells }, at) => ({ cells, at, filled: cells.filter((cell) => cell.trim() !== "").length }))
    .filter(({ cells }) => cells.some((cell) => /\p{L}/u.test(cell)));
  const known = before.find(({ cells }) => cells.some(isPhoneName));
  const wide = before.find(({ cells, filled }) => cells.length >= usual && filled * 2 > usual);
  return (known ?? wide ?? before.at(-1))?.at ?? null;
}

/** A number or an address by itself: in a header there are words around it. */
function isOfAPerson(cell: string): boolean {
  if (/^\s*\S+@\S+\.\S+\s*$/.test(cell)) return true;
  return (
    /\d{6}|(?:\d[\s().-]*){9}/.test(cell) &&
    !/\p{L}{2}.*\p{L}{2}/u.test(cell.replace(/\b(?:tel|mobile|phone|ext|E\+)\b/gi, ""))
  );
}

function isBlank(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** The row that begins at a line, or holds it; null for line 0. */
function rowOfLine(text: Buffer, rows: Row[], line: number): number | null {
  if (line <= 0) return null;
  const at = rows.findIndex(({ end }) => linesIn(text, end) >= line);
  return at < 0 ? null : at;
}

function firstRows(text: Buffer, delimiter: string): Row[] {
  const rows: Row[] = [];
  const collect = (cells: string[], { bytes }: { bytes: number }) => {
    rows.push({ cells, end: bytes });
    return null;
  };
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ["\r\n", "\n"],
      to: LOOKED_AT,
      on_record: collect,
    });
  } catch {
    // Cut in the middle of a cell, or badly quoted: the rows before are enough for a guess; the dry run names the line.
  }
  return rows;
}

function linesIn(text: Buffer, end: number): number {
  return Math.max(1, text.subarray(0, end).filter((byte) => byte === 10).length);
}
