import { expect, test } from "vitest";
import { isCode, newCode } from "./code.ts";

test("a code is ten letters or digits, and no two are alike", () => {
  const codes = Array.from({ length: 2_000 }, () => newCode());
  expect(codes.every((code) => /^[0-9A-Za-z]{10}$/.test(code) && isCode(code))).toBe(true);
  expect(new Set(codes).size).toBe(2_000);
});

test("a byte that would favour the first letters is drawn again", () => {
  const draws = [
    new Uint8Array(10).fill(255),
    Uint8Array.from([0, 61, 62, 247, 248, 1, 2, 3, 4, 5]),
    new Uint8Array(10).fill(10),
  ];
  expect(newCode(() => draws.shift() ?? new Uint8Array(10))).toBe("0z0z12345A");
});

test("what cannot be a code is told apart without a look into the database", () => {
  expect(["", "short", "with/slash1", "with space", "x".repeat(17)].some(isCode)).toBe(false);
});
