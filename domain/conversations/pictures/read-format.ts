import type { PictureFormat } from "./picture.ts";

/** A browser that shows one needs four bytes for each pixel. */
const MOST_PIXELS = 50_000_000;

/**
 * What a file is, by its first bytes alone, whatever its sender calls it: JPEG, PNG, GIF or WebP with its size in pixels. Null for
 * everything else, SVG and HTML among it. Reads headers only, so it takes no longer for a large file.
 */
export function readFormat(bytes: Buffer): PictureFormat | null {
  return readPng(bytes) ?? readGif(bytes) ?? readWebp(bytes) ?? readJpeg(bytes);
}

/** Whether a browser can show it without filling its memory. */
export function isShowable({ width, height }: PictureFormat): boolean {
  return width > 0 && height > 0 && width * height <= MOST_PIXELS;
}

/** https://www.w3.org/TR/png-3/#11IHDR */
function readPng(bytes: Buffer): PictureFormat | null {
  if (bytes.length < 24 || bytes.toString("latin1", 0, 16) !== "\x89PNG\r\n\x1a\n\0\0\0\rIHDR") return null;
  return { contentType: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt, 17 and 18 */
function readGif(bytes: Buffer): PictureFormat | null {
  if (bytes.length < 10 || !/^GIF8[79]a$/.test(bytes.toString("latin1", 0, 6))) return null;
  return { contentType: "image/gif", width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

/** RFC 9649, 2.4 to 2.7 */
function readWebp(bytes: Buffer): PictureFormat | null {
  if (bytes.length < 30 || bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WEBP")
    return null;
  const of = (width: number, height: number): PictureFormat => ({ contentType: "image/webp", width, height });
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8 ":
      return of(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return of((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    case "VP8X":
      return of(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
    default:
      return null;
  }
}

/** ITU-T T.81, B.2.2: the frame's header. Before it may stand a segment that says how the camera was held. */
function readJpeg(bytes: Buffer): PictureFormat | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let isTurned = false;
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes, and markers without a length.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (isFrame(marker)) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
      return { contentType: "image/jpeg", ...(isTurned ? { width: height, height: width } : { width, height }) };
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || marker === 0xd9 || marker === 0xda) return null;
    if (marker === 0xe1) isTurned = isTurnedByExif(bytes.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return null;
}

/** Any start of a frame; C4, C8 and CC are other tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Exif 2.32, 4.6.4: orientations 5 to 8 lie on their side, and browsers turn them. */
function isTurnedByExif(segment: Buffer): boolean {
  if (segment.length < 18 || segment.toString("latin1", 0, 6) !== "Exif\0\0") return false;
  const tiff = segment.subarray(6);
  const isLittle = tiff.toString("latin1", 0, 2) === "II";
  const read16 = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = Math.min(read16(first), 64);
  for (let i = 0; i < entries; i += 1) {
    const at = first + 2 + i * 12;
    if (read16(at) === 0x0112) return read16(at + 8) >= 5 && read16(at + 8) <= 8;
  }
  return false;
}
