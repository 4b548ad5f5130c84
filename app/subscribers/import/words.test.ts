import { expect, test } from "vitest";
import { describePace } from "#app/subscribers/import/progress/describe-pace";
import { formatBytes } from "#app/subscribers/imports/upload/format-bytes";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_500, "1.5 kB"],
  [123_456, "123 kB"],
  [8_000_000_000, "8 GB"],
])("a file of %i bytes is %s", (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test.each([
  [40, "48,000 lines per second · a few seconds left"],
  [420, "48,000 lines per second · about 50 seconds left"],
  [3_000, "48,000 lines per second · about 5 minutes left"],
  [100_000, "48,000 lines per second · about 3 hours left"],
  [0, "48,000 lines per second"],
])("with %i bytes to go at ten a second: %s", (left, words) => {
  expect(describePace({ linesPerSecond: 48_000, bytesPerSecond: 10 }, left)).toBe(words);
});
