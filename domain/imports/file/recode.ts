import { isUtf8 } from "node:buffer";
import type { Encoding } from "./encoding.ts";

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
/** A line that goes on for longer is passed on in pieces. */
const LONGEST = 1024 * 1024;
const latin = new TextDecoder("windows-1252");
const macintosh = new TextDecoder("macintosh");

/**
 * Turns a file into UTF-8 without a mark, with line feeds, as it arrives. In a file that is UTF-8, a line that is not is read as
 * Windows-1252, or as the old Mac's letters behind its line ends: two exports pasted together are common. Memory: a line, or a megabyte of it.
 */
export function recodeBytes(
  pieces: AsyncIterable<Buffer>,
  { name, markBytes, hasOldLineEnds }: Encoding,
): AsyncGenerator<Buffer> {
  const bytes = withoutFirst(pieces, markBytes);
  if (name !== "utf-8") return hasOldLineEnds ? withLineFeeds(decodePieces(bytes, name)) : decodePieces(bytes, name);
  return hasOldLineEnds ? repairPieces(withLineFeeds(bytes), macintosh) : repairPieces(bytes, latin);
}

/** In UTF-8 no other character holds the byte of a carriage return. */
async function* withLineFeeds(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield piece.map((byte) => (byte === CARRIAGE_RETURN ? NEWLINE : byte)) as Buffer;
}

async function* withoutFirst(pieces: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const piece of pieces) {
    yield piece.subarray(Math.min(left, piece.length));
    left = Math.max(0, left - piece.length);
  }
}

async function* decodePieces(pieces: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(name);
  for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* repairPieces(pieces: AsyncIterable<Buffer>, other: TextDecoder): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    const all = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = all.lastIndexOf(NEWLINE) + 1 || (all.length > LONGEST ? cutAt(all) : 0);
    rest = Buffer.from(all.subarray(end));
    if (end > 0) yield asUtf8(all.subarray(0, end), other);
  }
  yield asUtf8(rest, other);
}

/** Before the last character's first byte, so that no character is cut in two. */
function cutAt(bytes: Buffer): number {
  let end = bytes.length - 1;
  while (end > bytes.length - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

function asUtf8(bytes: Buffer, other: TextDecoder): Buffer {
  if (isUtf8(bytes)) return bytes;
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    lines.push(isUtf8(line) ? line : Buffer.from(other.decode(line)));
    start = end;
  }
  return Buffer.concat(lines);
}
