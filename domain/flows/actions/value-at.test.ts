import { expect, test } from "vitest";
import { valueAt } from "./value-at.ts";

const answer = { customer: { points: 3, isVip: true, name: "Ada" }, items: [{ name: "Tea" }], none: null };

test("a value of an answer is found by its path, through objects and lists", () => {
  expect(valueAt(answer, "customer.points")).toBe(3);
  expect(valueAt(answer, "customer.isVip")).toBe(true);
  expect(valueAt(answer, "items.0.name")).toBe("Tea");
  expect(valueAt({ long: "x".repeat(900) }, "long")).toHaveLength(500);
});

test("a value that is cut within a character, or has a null byte, can be stored", () => {
  expect(valueAt({ long: `${"x".repeat(499)}😀` }, "long")).toBe(`${"x".repeat(499)}\ufffd`);
  expect(valueAt({ name: "A\u0000da" }, "name")).toBe("Ada");
});

test.each([
  "",
  "customer",
  "items",
  "none",
  "nothing",
  "customer.points.more",
  "items.1.name",
  "__proto__",
  "items.length.x",
  "constructor.name",
])("there is nothing to say at “%s”", (path) => expect(valueAt(answer, path)).toBeNull());

test("a text, a number or nothing has no values in it", () => {
  for (const said of ["<html>", 3, null, undefined]) expect(valueAt(said, "points")).toBeNull();
});
