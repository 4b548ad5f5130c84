import { Readable } from "node:stream";

/** Area codes of sixteen states, with eight million numbers each. */
const AREA_CODES = "212 305 312 404 415 512 602 617 702 713 206 303 503 615 216 919".split(" ");
const NUMBERS_EACH = 8_000_000;
const FIRST_NAMES = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Katherine", "Donald", "Margaret"];
const LAST_NAMES = ["Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Johnson", "Knuth", "Hamilton"];
const TAGS = ["vip", '"vip, summer"', "", "newsletter", "", "", "wholesale", ""];
const ROWS_A_PIECE = 2_000;
/** One line in so many says a number again, and one holds none. */
const REPEATS_EVERY = 100;
const WRONG_EVERY = 250;

export interface BenchFile {
  bytes: AsyncIterable<Uint8Array>;
  /** How many numbers are new, said again, and none. */
  made: number;
  duplicates: number;
  refused: number;
}

/**
 * A list of so many people as an SMS product exports it, the same each time, made as it is read: a third of the numbers as people
 * type them, a date of consent in each line, one number in a hundred twice.
 */
export function benchFile(rows: number, { first = 0 } = {}): BenchFile {
  const refused = Math.floor(rows / WRONG_EVERY);
  const duplicates = Math.floor(rows / REPEATS_EVERY) - Math.floor(rows / (REPEATS_EVERY * 5));
  return { bytes: Readable.from(pieces(rows, first)), made: rows - refused - duplicates, duplicates, refused };
}

function* pieces(rows: number, first: number): Generator<Buffer> {
  yield Buffer.from("Phone Number,Email,First Name,Last Name,Tags,SMS Consent Timestamp\n");
  for (let row = 1; row <= rows; ) {
    const lines: string[] = [];
    for (const end = Math.min(rows + 1, row + ROWS_A_PIECE); row < end; row += 1) lines.push(lineOf(first, row));
    yield Buffer.from(lines.join(""));
  }
}

function lineOf(first: number, row: number): string {
  const isWrong = row % WRONG_EVERY === 0;
  // Every fifth of those that repeat would be one of the wrong ones.
  const number = first + (row % REPEATS_EVERY === 0 ? row - 1 : row);
  const phone = isWrong ? "n/a" : phoneOf(number);
  const day = String((number % 28) + 1).padStart(2, "0");
  const at = `2025-0${(number % 9) + 1}-${day}T${String(number % 24).padStart(2, "0")}:15:00Z`;
  const pick = (from: string[]) => from[(number >>> 3) % from.length];
  return `${phone},person${number}@example.com,${pick(FIRST_NAMES)},${pick(LAST_NAMES)},${pick(TAGS)},${at}\n`;
}

function phoneOf(number: number): string {
  const area = AREA_CODES[number % AREA_CODES.length];
  const local = String(2_000_000 + (Math.floor(number / AREA_CODES.length) % NUMBERS_EACH));
  return number % 3 === 0 ? `(${area}) ${local.slice(0, 3)}-${local.slice(3)}` : `+1${area}${local}`;
}
