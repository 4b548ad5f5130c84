import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint } from "../test/factories/code-point.ts";
import { harmlessCell, readCell } from "./spreadsheet-cell.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tplain", "'\tplain"],
  ["\rplain", "'\rplain"],
  ["\nplain", "'\nplain"],
  ["＝1+1", "'＝1+1"],
  ["＋1", "'＋1"],
  ["－1", "'－1"],
  ["＠SUM", "'＠SUM"],
  ["  =1", "'  =1"],
  ['"=1"', `'"=1"`],
  ["\u00a0\u200b=1", "'\u00a0\u200b=1"],
  ["'=1", "''=1"],
])("what a spreadsheet would execute gets a single quote: %j", (text, cell) => {
  expect(harmlessCell(text)).toBe(cell);
  expect(readCell(cell)).toBe(text);
});

test.each([
  ["Ada;=HYPERLINK(A1)", "Ada;'=HYPERLINK(A1)"],
  ['Ada, "+1"', `Ada,' "+1"`],
  ["Ada\n=1\r\n@x", "Ada\n'=1\r'\n'@x"],
  ["Ada|-1", "Ada|'-1"],
])("so does what another separator would make the start of a cell: %j", (text, cell) => {
  expect(harmlessCell(text)).toBe(cell);
  expect(readCell(cell)).toBe(text);
});

test.each(["", "Ada", "O'Brien", "'s-Hertogenbosch", "Anne-Marie", "ada+shop@example.com", "2 + 2 = 4", "a, b; c"])(
  "ordinary words stay as they are: %j",
  (text) => {
    expect(harmlessCell(text)).toBe(text);
    expect(readCell(text)).toBe(text);
  },
);

const anything = fc.string({ unit: codePoint, maxLength: 30 });
const nasty = fc.string({ unit: fc.constantFrom(..."=+-@'\"`,;|\t\r\n\0 a＝−\u200b"), maxLength: 12 });

test("whatever the text, reading the cell gives it back, and no piece of the cell begins a formula", () => {
  const holds = (text: string) => {
    const cell = harmlessCell(text);
    expect(readCell(cell)).toBe(text);
    for (const piece of cell.split(/[,;|\t\r\n]/)) expect(piece.replace(/^["\s]+/, "")).not.toMatch(/^[=+\-@＝＋－＠]/);
    expect(cell).not.toMatch(/^[\t\r\n]/);
  };
  fc.assert(fc.property(anything, holds));
  fc.assert(fc.property(nasty, holds), { numRuns: 2_000 });
});

test("a hundred thousand line breaks take no longer than their number", () => {
  expect(harmlessCell(`${"\n".repeat(100_000)}=1`).length).toBe(200_003);
});
