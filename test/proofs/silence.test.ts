import { expect, test } from "vitest";
import { longestSilence } from "./silence.ts";

const at = (...seconds: number[]) => seconds.map((second) => new Date(second * 1_000));
const [since] = at(10) as [Date];

test("the longest silence is found, in whatever order the texts are told", () => {
  expect(longestSilence(at(20, 11, 12, 1), since)).toBe(8_000);
});

test("what was silent before does not count, and what reached over does from then on", () => {
  expect(longestSilence(at(1, 13, 14), since)).toBe(3_000);
  expect(longestSilence(at(1, 9), since)).toBe(0);
});
