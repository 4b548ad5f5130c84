import { expect, test } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";

test("the same values have the same fingerprint, in whatever order their keys stand", () => {
  expect(fingerprintOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(fingerprintOf({ b: { d: null, c: [1, 2] }, a: 1 }));
});

test.each([[{ a: 2 }], [{ a: "1" }], [{ a: [1] }], [{}], [null]])("%j has another than {a: 1}", (other) => {
  expect(fingerprintOf(other)).not.toBe(fingerprintOf({ a: 1 }));
});

test("the order of a list matters", () => {
  expect(fingerprintOf([1, 2])).not.toBe(fingerprintOf([2, 1]));
});
