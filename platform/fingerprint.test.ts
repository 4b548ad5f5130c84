import { expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";

test("the same values have the same fingerprint, in whatever order their keys stand", () => {
  expect(fingerprint({ a: 1, b: { c: [1, 2], d: null } })).toBe(fingerprint({ b: { d: null, c: [1, 2] }, a: 1 }));
});

test.each([[{ a: 2 }], [{ a: "1" }], [{ a: [1] }], [{}], [null]])("%j has another than {a: 1}", (other) => {
  expect(fingerprint(other)).not.toBe(fingerprint({ a: 1 }));
});

test("the order of a list matters", () => {
  expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
});
