import { describe, expect, test } from "vitest";
import { isShowable, readFormat } from "./read-format.ts";

/** The first bytes of a JPEG of 640 by 480 pixels; `orientation` as a camera writes it. */
function jpeg(orientation?: number): Buffer {
  const exif = Buffer.from("45786966000049492a0008000000010012010300010000000000000000000000", "hex");
  if (orientation !== undefined) exif.writeUInt16LE(orientation, 24);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
  const frame = Buffer.from("ffc0001108" + "01e0" + "0280" + "03012200021101031101", "hex");
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...(orientation === undefined ? [] : [segment]), frame]);
}

const png = Buffer.concat([
  Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x80", "latin1"),
  Buffer.alloc(9),
]);
const gif = Buffer.from("GIF89a\x10\0\x08\0\0\0\0", "latin1");
const webp = Buffer.concat([Buffer.from("RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\0\0\x7f\0\0", "latin1")]);

describe("a picture is known by its bytes", () => {
  test.each([
    ["a JPEG", jpeg(), { contentType: "image/jpeg", width: 640, height: 480 }],
    ["a JPEG of an upright camera", jpeg(1), { contentType: "image/jpeg", width: 640, height: 480 }],
    ["a JPEG of a camera that was turned", jpeg(6), { contentType: "image/jpeg", width: 480, height: 640 }],
    ["a PNG", png, { contentType: "image/png", width: 256, height: 128 }],
    ["a GIF", gif, { contentType: "image/gif", width: 16, height: 8 }],
    ["a WebP", webp, { contentType: "image/webp", width: 256, height: 128 }],
  ])("%s", (_, bytes, expected) => expect(readFormat(bytes)).toEqual(expected));

  test.each([
    ["nothing", ""],
    ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'],
    ["a web page", "<!doctype html><script>alert(1)</script>"],
    ["a page that begins like a JPEG", "\xff\xd8<script>alert(1)</script>"],
    ["a video", "\0\0\0\x18ftypmp42\0\0\0\0mp42isom"],
    ["a contact", "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD"],
    ["a PDF", "%PDF-1.7\n"],
  ])("%s is none", (_, text) => expect(readFormat(Buffer.from(text, "latin1"))).toBeNull());

  test("and one that is cut off anywhere is read without harm", () => {
    for (const whole of [jpeg(6), png, gif, webp])
      for (let length = 0; length < whole.length; length += 1) readFormat(whole.subarray(0, length));
    // A segment that leads nowhere, and an Exif directory that points past its end.
    expect(readFormat(Buffer.from("ffd8ffe10001ffffffffffff", "hex"))).toBeNull();
    expect(readFormat(Buffer.from("ffd8ffe1001845786966000049492a00ffffffff000000000000", "hex"))).toBeNull();
  });
});

test("a picture of more pixels than a browser should unpack isn’t shown", () => {
  expect(isShowable({ contentType: "image/png", width: 60_000, height: 60_000 })).toBe(false);
  expect(isShowable({ contentType: "image/png", width: 0, height: 10 })).toBe(false);
  expect(isShowable({ contentType: "image/png", width: 4_000, height: 3_000 })).toBe(true);
});
