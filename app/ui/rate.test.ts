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

test("a rate is never above 100%: a link may be tapped before the text's receipt has arrived", () => {
  expect(rateOf(3, 2)).toBe("100%");
});

test("every screen's click rate is of texts delivered", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"));
  const ofSomethingElse = /rateOf\((?:\w+\.)?clicked, (?!(?:\w+\.)?delivered\))|clicked"?[^\n]*shareOf: sent/i;
  expect(files.filter((file) => ofSomethingElse.test(readFileSync(`app/${file}`, "utf8")))).toEqual([]);
});

test("no screen writes a rate in another way", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!test)\.tsx?$/.test(file),
  );
  const found = files.filter((file) => /style: "percent"/.test(readFileSync(`app/${file}`, "utf8")));
  expect(found).toEqual(["ui/rate.ts"]);
});
