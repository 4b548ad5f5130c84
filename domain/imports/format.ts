import { parse } from "csv-parse/sync";

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
const LOOKED_AT = 20;
const SAMPLE_ROWS = 5;
/** A cell of the sample is cut here. */
const SHOWN = 200;

interface Row {
  cells: string[];
  end: number;
}

/**
 * Guesses from a file's beginning (UTF-8) how it is laid out: the separator that cuts its first rows into the most cells of the
 * same number, and whether the first row names the columns. A line "sep=;", which Excel writes, is believed
 * unless it names what separates nothing.
 */
export function guessFormat(start: Buffer): FileFormat {
  const told = /^sep=(.)\r?\n/i.exec(start.subarray(0, 16).toString());
  const skipped = Buffer.byteLength(told?.[0] ?? "");
  const text = start.subarray(skipped);
  const separator = told?.[1] !== undefined && !/["\0]/.test(told[1]) ? told[1] : bestSeparator(text);
  const rows = firstRows(text, separator);
  const [first] = rows;
  const hasHeader = first !== undefined && isHeader(first.cells);
  const body = hasHeader ? rows.slice(1) : rows;
  const width = Math.max(0, ...(hasHeader && first ? [first] : rows).map(({ cells }) => cells.length));
  return {
    separator,
    hasHeader,
    columns:
      hasHeader && first
        ? first.cells.map((name, at) => name.trim().slice(0, SHOWN) || `Column ${at + 1}`)
        : numbered(width),
    sample: body.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.map((cell) => cell.slice(0, SHOWN))),
    headBytes: skipped + (hasHeader && first ? first.end : 0),
    headLines: (told ? 1 : 0) + (hasHeader && first ? linesIn(text, first.end) : 0),
  };
}

function bestSeparator(text: Buffer): string {
  const scores = SEPARATORS.map((separator) => {
    const widths = firstRows(text, separator).map(({ cells }) => cells.length);
    const [first = 1] = widths;
    return first <= 1 ? 0 : (first * widths.filter((width) => width === first).length) / widths.length;
  });
  const best = Math.max(...scores);
  return (best > 0 ? SEPARATORS[scores.indexOf(best)] : undefined) ?? ",";
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

/** A header names things: it has letters, and neither numbers of phones nor addresses. */
function isHeader(cells: string[]): boolean {
  return cells.some((cell) => /\p{L}/u.test(cell)) && !cells.some((cell) => /\d{6}|@.+\./.test(cell));
}

function numbered(width: number): string[] {
  return Array.from({ length: width }, (_, at) => `Column ${at + 1}`);
}

function linesIn(text: Buffer, end: number): number {
  return Math.max(1, text.subarray(0, end).filter((byte) => byte === 10).length);
}
