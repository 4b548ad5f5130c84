import { arrayWithHead, HEAD_BYTES, LENGTH_BYTES, NULL_LENGTH, writeInt32 } from "./array-head.ts";

/**
 * Columns of strings in PostgreSQL's binary format (binary-array.ts). All strings of a column are joined and become bytes in one
 * call: `Buffer.write` for each of them takes two to six times as long. Each function returns null when a value is neither of
 * the type nor null.
 */

const UUID = 2950;
const TEXT = 25;
const JSONB = 3802;

const UUID_BYTES = 16;
const UUID_LENGTH = 36;
const DASH = "-".charCodeAt(0);
/** Where an id's digits stand in its text, two for each byte. */
const DIGIT_PAIRS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** By character code, the value of a hexadecimal digit. */
const HEX_DIGITS = new Uint8Array(256).fill(255);
for (const [value, digit] of [..."0123456789abcdef"].entries())
  for (const written of [digit, digit.toUpperCase()]) HEX_DIGITS[written.charCodeAt(0)] = value;

export function uuidColumn(values: readonly unknown[]): Buffer | null {
  const nulls = countNulls(values);
  if (!values.every((it) => isNull(it) || (typeof it === "string" && it.length === UUID_LENGTH))) return null;
  const size = HEAD_BYTES + values.length * LENGTH_BYTES + (values.length - nulls) * UUID_BYTES;
  const array = arrayWithHead(UUID, values.length, nulls > 0, size);
  const texts = Buffer.from(values.join(""));
  let from = 0;
  let at = HEAD_BYTES;
  /** Above 15 when any character was no digit. */
  let digits = 0;
  for (const value of values) {
    at = writeInt32(array, isNull(value) ? NULL_LENGTH : UUID_BYTES, at);
    if (isNull(value)) continue;
    if (!hasDashes(texts, from)) return null;
    for (const pair of DIGIT_PAIRS) {
      const high = HEX_DIGITS[texts[from + pair] ?? 0] ?? 255;
      const low = HEX_DIGITS[texts[from + pair + 1] ?? 0] ?? 255;
      digits |= high | low;
      array[at] = (high << 4) | low;
      at += 1;
    }
    from += UUID_LENGTH;
  }
  return digits > 15 ? null : array;
}

function hasDashes(texts: Buffer, from: number): boolean {
  return (
    texts[from + 8] === DASH && texts[from + 13] === DASH && texts[from + 18] === DASH && texts[from + 23] === DASH
  );
}

export function textColumn(values: readonly unknown[]): Buffer | null {
  return stringColumn(TEXT, values, "");
}

/** Of JSON as text. */
export function jsonbColumn(values: readonly unknown[]): Buffer | null {
  return stringColumn(JSONB, values, "\x01"); // the version of jsonb's binary format
}

/** What stands where the lengths will be. */
const GAP = "\0".repeat(LENGTH_BYTES);

/** `prefix`: what the type's binary format has before each text. */
function stringColumn(elementType: number, values: readonly unknown[], prefix: string): Buffer | null {
  if (!values.every((it) => isNull(it) || typeof it === "string")) return null;
  if (values.length === 0) return arrayWithHead(elementType, 0, false, HEAD_BYTES);
  const strings = prefix === "" ? values : values.map((it) => (isNull(it) ? it : `${prefix}${it}`));
  const joined = strings.join(GAP);
  const size = HEAD_BYTES + LENGTH_BYTES + Buffer.byteLength(joined);
  const array = arrayWithHead(elementType, values.length, values.some(isNull), size);
  const isAscii = size === HEAD_BYTES + LENGTH_BYTES + joined.length;
  if (isAscii) array.write(joined, HEAD_BYTES + LENGTH_BYTES, "latin1");
  let at = HEAD_BYTES;
  for (const string of strings) {
    if (typeof string !== "string") {
      at = writeInt32(array, NULL_LENGTH, at);
      continue;
    }
    const bytes = isAscii ? string.length : array.write(string, at + LENGTH_BYTES);
    at = writeInt32(array, bytes, at) + bytes;
  }
  return array;
}

function countNulls(values: readonly unknown[]): number {
  return values.reduce<number>((sum, it) => (isNull(it) ? sum + 1 : sum), 0);
}

function isNull(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
