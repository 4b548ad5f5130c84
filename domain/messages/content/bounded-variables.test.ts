import { expect, test } from "vitest";
import { boundedVariables, cutText } from "./bounded-variables.ts";

test("a long value is cut at a word's end, and no character is split", () => {
  expect(cutText("Cedar candle", 60)).toBe("Cedar candle");
  expect(cutText("Cedar candle with a very long name", 20)).toBe("Cedar candle...");
  expect(cutText("😀".repeat(20), 20)).toBe(`${"😀".repeat(8)}...`);
});

test("values from outside are bounded wherever they are, and other values stay", () => {
  const at = new Date("2026-12-01");
  const given = {
    note: "x".repeat(500),
    inner: { list: ["x".repeat(60), "x".repeat(60)], n: 5, yes: true, at, none: null },
  };
  expect(boundedVariables(given)).toEqual({
    note: `${"x".repeat(97)}...`,
    inner: { list: ["x".repeat(60)], n: 5, yes: true, at, none: null },
  });
});

test("a web address is kept whole or left out", () => {
  const long = `https://example.com/${"x".repeat(150)}`;
  expect(boundedVariables([long])).toEqual([]);
  expect(boundedVariables({ url: long })).toEqual({ url: long });
  expect(boundedVariables({ url: long + long })).toEqual({ url: "" });
});
