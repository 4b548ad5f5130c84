import { isUtf8 } from "node:buffer";
import { analyse } from "chardet";
import { UserError } from "#domain/user-error";

/** How much of a file is looked at to tell what it is written in. */
export const SAMPLE_BYTES = 256 * 1024;

export interface Encoding {
  /** As TextDecoder names it. */
  name: string;
  /** Bytes of the mark at the beginning. */
  markBytes: number;
  /** Lines end with a carriage return alone, as on old Macs. */
  hasOldLineEnds: boolean;
}

const MARKS: [name: string, mark: number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const NO_TEXT: [start: number[], sentence: string][] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "This is an Excel workbook or a ZIP archive. Open it, save the sheet as CSV UTF-8, and upload that file.",
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an Excel workbook. Open it, save the sheet as CSV UTF-8, and upload that file."],
  [[0x1f, 0x8b], "This file is compressed. Unzip it and upload the CSV file."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF. Upload the list as a CSV file."],
];

/** What lists of people come in besides; what else the statistics suggest is a wrong guess about a few accented names. */
const PLAUSIBLE = new Set([
  "shift_jis",
  "gb18030",
  "big5",
  "euc-kr",
  "euc-jp",
  "windows-1251",
  "koi8-r",
  "iso-8859-2",
  "windows-1250",
]);
const SURE = 50;
const CR = 13;
const LF = 10;

/**
 * Tells what a file is written in from its beginning: a byte-order mark, the zeros of UTF-16, valid UTF-8, else what
 * the statistics of its bytes are sure of, else Windows-1252, which every byte is valid in. Carriage returns alone and bytes from
 * 0x80 to 0x9F are the mark of Excel for Mac. Throws a UserError for what
 * is no text.
 */
export function detectEncoding(sample: Buffer): Encoding {
  const hasOldLineEnds = sample.includes(CR) && !sample.includes(LF);
  const { name, markBytes } = namedEncoding(sample);
  const isMacintosh = hasOldLineEnds && name !== "utf-8" && !name.startsWith("utf-16") && sample.some(isMacLetter);
  return { name: isMacintosh ? "macintosh" : name, markBytes, hasOldLineEnds };
}

/** Letters with accents there; rare signs, or nothing, in Windows-1252. */
function isMacLetter(byte: number): boolean {
  return byte >= 0x80 && byte <= 0x9f;
}

function namedEncoding(sample: Buffer): Pick<Encoding, "name" | "markBytes"> {
  for (const [start, sentence] of NO_TEXT) {
    if (start.every((byte, at) => sample[at] === byte)) throw new UserError("import-no-text", sentence, "file");
  }
  for (const [name, mark] of MARKS) {
    if (mark.every((byte, at) => sample[at] === byte)) return { name, markBytes: mark.length };
  }
  const wide = wideEncoding(sample);
  if (wide !== null) return { name: wide, markBytes: 0 };
  if (isUtf8(wholeCharacters(sample))) return { name: "utf-8", markBytes: 0 };
  const [guess] = analyse(sample);
  const name = guess?.name.toLowerCase() ?? "";
  return { name: guess && guess.confidence >= SURE && PLAUSIBLE.has(name) ? name : "windows-1252", markBytes: 0 };
}

/** UTF-16 without a mark: every other byte of plain letters is zero. */
function wideEncoding(sample: Buffer): string | null {
  const looked = sample.subarray(0, 4_096);
  const zeros = [0, 0];
  for (const [at, byte] of looked.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = looked.length / 5;
  if (odd > many && even < many / 10) return "utf-16le";
  if (even > many && odd < many / 10) return "utf-16be";
  if (even + odd > looked.length / 10)
    throw new UserError("import-no-text", "This isn’t a text file. Upload the list as a CSV file.", "file");
  return null;
}

/** Without a character that the sample's end cuts in two. */
function wholeCharacters(sample: Buffer): Buffer {
  if (sample.length < SAMPLE_BYTES) return sample;
  let end = sample.length;
  while (end > sample.length - 4 && ((sample[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return sample.subarray(0, (sample[end - 1] ?? 0) >= 0xc0 ? end - 1 : end);
}
