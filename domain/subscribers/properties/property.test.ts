import { expect, test } from "vitest";
import { propertyInWords, readPropertyValue, toPropertyName } from "./property.ts";

test("a name as a merchant types it becomes one that a merge tag can have", () => {
  expect(toPropertyName("Favorite color")).toBe("favorite_color");
  expect(toPropertyName("  Größe (cm) ")).toBe("gro_e_cm");
  expect(toPropertyName("2nd choice")).toBe("nd_choice");
  expect(toPropertyName("x".repeat(80))).toHaveLength(40);
  expect(toPropertyName("★★★")).toBeNull();
});

test.each([
  ["text", " red ", "red"],
  ["text", 5, "5"],
  ["text", "", null],
  ["text", "x".repeat(1_001), null],
  ["number", "5.50", 5.5],
  ["number", "five", null],
  ["number", Number.NaN, null],
  ["number", "", null],
  ["yes-no", "Yes", true],
  ["yes-no", false, false],
  ["yes-no", "perhaps", null],
  ["date", "2000-02-29", "2000-02-29"],
  ["date", "2001-02-29", null],
  ["date", "02/03/2001", null],
  ["list", "tea, coffee, tea", ["tea", "coffee"]],
  ["list", ["a", 5], ["a", "5"]],
  ["list", [], null],
  ["list", Array.from({ length: 51 }, (_, i) => `item ${i}`), null],
  ["list", { tea: true }, null],
] as const)("as %s, %j is read as %j", (type, given, value) => {
  expect(readPropertyValue(type, given)).toEqual(value);
});

test("values read as a person would write them", () => {
  expect([true, false, 5.5, "red", ["a", "b"]].map(propertyInWords)).toEqual(["yes", "no", "5.5", "red", "a, b"]);
});
