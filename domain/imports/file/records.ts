import { CsvError, parse } from "csv-parse/sync";
import type { RefusalReason } from "#domain/imports/reading/refusal";

/** A line of the file, or several when a cell holds line breaks. */
export interface FileRecord {
  /** Where it begins; the file's first line is 1. */
  line: number;
  cells: string[];
  /** Set when the line could not be read; its cells are then what it begins with. */
  problem: RefusalReason | null;
  /** The place in the file behind it, and the lines up to there: where reading can go on. */
  endBytes: number;
  endLine: number;
}

export interface RecordsFrom {
  separator: string;
  /** How many cells a line should have. */
  columns: number;
  /** Bytes of the file before the first of the pieces, and lines in them. */
  bytes: number;
  lines: number;
}

/** No person's line is longer; what is goes by unread, so that memory stays flat. */
export const LONGEST_RECORD = 256 * 1024;
const SHOWN_BYTES = 500;
const LF = 10;

/**
 * Reads UTF-8 pieces of a file as records, a block of them at a time. What cannot be read is a record with its problem, and
 * reading goes on with the next line: one bad line costs no other. Memory: a piece and a record.
 */
export async function* readRecords(pieces: AsyncIterable<Buffer>, from: RecordsFrom): AsyncGenerator<FileRecord[]> {
  let { bytes, lines } = from;
  let rest: Buffer = Buffer.alloc(0);
  let isSkipping = false;
  for await (const piece of pieces) {
    let block = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (isSkipping) {
      const end = endOfLine(block);
      bytes += end ?? block.length;
      rest = Buffer.alloc(0);
      if (end === null) continue;
      isSkipping = false;
      lines += 1;
      block = block.subarray(end);
    }
    const { records, done } = readBlock(block, { ...from, bytes, lines }, false);
    ({ bytes, lines } = endOf(records, { bytes, lines }));
    rest = Buffer.from(block.subarray(done));
    if (rest.length > LONGEST_RECORD && endOfLine(rest) === null) {
      records.push(unreadableFile("line-too-long", rest, { bytes, lines }, rest.length, lines + 1));
      bytes += rest.length;
      rest = Buffer.alloc(0);
      isSkipping = true;
    }
    if (records.length > 0) yield records;
  }
  if (rest.length > 0) yield markCut(readBlock(rest, { ...from, bytes, lines }, true).records, rest, from.columns);
}

/** A last line without an end that lacks cells is where a download broke off. */
function markCut(records: FileRecord[], bytes: Buffer, columns: number): FileRecord[] {
  const last = records.at(-1);
  if (last && last.problem === null && bytes.at(-1) !== LF && last.cells.length < columns) last.problem = "cut-off";
  return records;
}

/** The records of a block, and how many of its bytes they take: what is behind needs more of the file. */
function readBlock(block: Buffer, from: RecordsFrom, isLast: boolean): { records: FileRecord[]; done: number } {
  const records: FileRecord[] = [];
  let done = 0;
  while (done < block.length) {
    const at = endOf(records, from);
    const error = parseInto(records, block.subarray(done), { ...from, ...at }, isLast);
    done = endOf(records, from).bytes - from.bytes;
    if (error === null) break;
    const reason = error.code === "CSV_QUOTE_NOT_CLOSED" ? "unclosed-quote" : "broken-quotes";
    const tail = block.subarray(done);
    // Its other quote may be in the next piece.
    if (reason === "unclosed-quote" && !isLast && tail.length <= LONGEST_RECORD) break;
    const end = endOfLine(tail) ?? tail.length;
    const here = endOf(records, from);
    records.push(
      readRelaxed(tail.subarray(0, end), from.separator, here) ??
        unreadableFile(reason, tail.subarray(0, end), here, end, here.lines + 1),
    );
    done += end;
  }
  return { records, done };
}

function parseInto(records: FileRecord[], block: Buffer, from: RecordsFrom, isLast: boolean): CsvError | null {
  const readable = isLast ? block : block.subarray(0, block.lastIndexOf(LF) + 1);
  const linesUpTo = lineCounter(readable);
  let line = from.lines;
  const mayHaveNulls = readable.includes(0);
  const take = (cells: string[], end: number) => {
    const lines = linesUpTo(end);
    const problem = mayHaveNulls && cells.some(hasNull) ? "null-bytes" : null;
    records.push({ line: line + 1, cells, problem, endBytes: from.bytes + end, endLine: line + lines });
    line += lines;
  };
  try {
    parse(readable, {
      ...parserOptions(from.separator),
      on_record: (cells: string[], { bytes }) => {
        take(cells, bytes);
        return null;
      },
    });
    return null;
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}

/** A quote in the middle of a bare cell (`5" pipe`) harms no one. */
function readRelaxed(line: Buffer, separator: string, at: { bytes: number; lines: number }): FileRecord | null {
  try {
    const [cells, second] = parse(line, { ...parserOptions(separator), relax_quotes: true }) as string[][];
    if (cells === undefined || second !== undefined || cells.some((cell) => cell.startsWith('"'))) return null;
    return { line: at.lines + 1, cells, problem: null, endBytes: at.bytes + line.length, endLine: at.lines + 1 };
  } catch {
    // Not even so: the caller refuses the line.
    return null;
  }
}

function parserOptions(delimiter: string) {
  return { delimiter, relax_column_count: true, record_delimiter: ["\r\n", "\n"] };
}

function unreadableFile(
  problem: RefusalReason,
  bytes: Buffer,
  at: { bytes: number; lines: number },
  length: number,
  endLine: number,
): FileRecord {
  const shown = bytes.subarray(0, SHOWN_BYTES).toString().trimEnd();
  return { line: at.lines + 1, cells: [shown], problem, endBytes: at.bytes + length, endLine };
}

function endOf(records: FileRecord[], from: { bytes: number; lines: number }): { bytes: number; lines: number } {
  const last = records.at(-1);
  return last ? { bytes: last.endBytes, lines: last.endLine } : { bytes: from.bytes, lines: from.lines };
}

/** Behind the first line's end; null when it does not end here. */
function endOfLine(bytes: Buffer): number | null {
  return bytes.indexOf(LF) + 1 || null;
}

/** Counts line feeds up to one place after another, each byte looked at once. */
function lineCounter(bytes: Buffer): (end: number) => number {
  let next = bytes.indexOf(LF);
  return (end) => {
    let lines = 0;
    for (; next !== -1 && next < end; next = bytes.indexOf(LF, next + 1)) lines += 1;
    // The file's last line may have no end.
    return Math.max(lines, 1);
  };
}

function hasNull(cell: string): boolean {
  return cell.includes("\u0000");
}
