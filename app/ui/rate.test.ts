import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatRate, rateOf } from "./rate.ts";

test.each([
  [24 / 288, "8.3%"],
  [0.08, "8%"],
  [0, "0%"],
  [1, "100%"],
  [0.0004, "0%"],
  [2.5, "250%"],
])("a rate of %d reads %s", (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});

test("a rate of nothing is a dash, not a zero", () => {
  expect(rateOf(0, 0)).toBeNull();
  expect(rateOf(0, 5)).toBe("0%");
});

test("no screen writes a rate in another way", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!test)\.tsx?$/.test(file),
  );
  const found = files.filter((file) => /style: "percent"/.test(readFileSync(`app/${file}`, "utf8")));
  expect(found).toEqual(["ui/rate.ts"]);
});
