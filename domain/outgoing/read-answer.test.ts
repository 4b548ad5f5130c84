import { expect, test } from "vitest";
import { readAnswer } from "./read-answer.ts";

test("an answer in JSON is kept as what it says", () => {
  expect(readAnswer('{"points":3,"name":"A\\u0000da"}', false)).toEqual({ points: 3, name: "Ada" });
  expect(readAnswer("3", false)).toBe(3);
  expect(readAnswer("null", false)).toBeNull();
});

test("any other answer is kept as a text, and an empty one as nothing", () => {
  expect(readAnswer("<html>", false)).toBe("<html>");
  expect(readAnswer('{"points":3}', true)).toBe('{"points":3}');
  expect(readAnswer("x".repeat(9_000), false)).toHaveLength(2_000);
  expect(readAnswer(" \n", false)).toBeNull();
});

test("JSON that is nested without end is no JSON for us", () => {
  const deep = "[".repeat(30_000) + "]".repeat(30_000);
  expect(readAnswer(deep, false)).toBe(deep.slice(0, 2_000));
});
