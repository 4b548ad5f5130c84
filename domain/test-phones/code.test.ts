import { expect, test } from "vitest";
import { hashPhone } from "../../test/factories/context.ts";
import { hashTestCode, newTestCode, readTestCode } from "./code.ts";

test("a code has six digits, also a small one, and what would make some codes likelier is drawn again", () => {
  const bytes = [
    [255, 255, 255, 255],
    [0, 0, 0, 7],
  ];
  expect(newTestCode(() => Uint8Array.from(bytes.shift() ?? []))).toBe("000007");
  const codes = Array.from({ length: 1_000 }, () => newTestCode());
  expect(codes.filter((code) => !/^\d{6}$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBeGreaterThan(950);
});

test.each([
  ["012345", "012345"],
  [" 012 345 ", "012345"],
  ["012-345", "012345"],
  ["12345", null],
  ["1234567", null],
  ["12345a", null],
  ["１２３４５６", null],
  ["", null],
])("“%s” is read as the code %s", (typed, code) => {
  expect(readTestCode(typed)).toBe(code);
});

test("the same code has another hash for another phone, and for another shop", () => {
  const of = (shopId: string, phone: string) => hashTestCode(hashPhone, { shopId, phone, code: "123456" });
  expect(new Set([of("a", "+1"), of("a", "+2"), of("b", "+1")]).size).toBe(3);
  expect(of("a", "+1")).not.toContain("123456");
});
