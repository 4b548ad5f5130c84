import { expect, test } from "vitest";
import { plainTitle } from "./plain-title.ts";

test.each([
  ["Cedar candle", "Cedar candle"],
  ["  Tea,\n No. 7 – 250 g ", "Tea, No. 7 – 250 g"],
  ["Größe 42 (EU) / 8.5", "Größe 42 (EU) / 8.5"],
  ["x".repeat(200), "x".repeat(80)],
  [`${"x".repeat(79)}😀`, `${"x".repeat(79)}\ufffd`],
])("%j may stand in a text", (title, plain) => {
  expect(plainTitle(title)).toBe(plain);
});

test.each([
  "",
  " \u200b ",
  "win at evil.test",
  "https://evil",
  "WWW.x",
  "call 555-010-1234",
  "12 34 56 7",
  "bücher.de/x",
])("%j may not: it could lead away from the store", (title) => {
  expect(plainTitle(title)).toBeNull();
});
