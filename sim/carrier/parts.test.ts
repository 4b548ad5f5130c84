import { describe, expect, it } from "vitest";
import { countParts } from "./parts.ts";

describe("into how many parts the carrier cuts a text", () => {
  it.each([
    ["", 1],
    ["a".repeat(160), 1],
    ["a".repeat(161), 2],
    [`${"a".repeat(159)}€`, 2],
    [`${"a".repeat(158)}€`, 1],
    ["a".repeat(306), 2],
    ["a".repeat(307), 3],
    // The € does not fit behind 152 septets, so it opens the second part and pushes the last letter into a third.
    [`${"a".repeat(152)}€${"a".repeat(152)}`, 3],
    [`${"a".repeat(69)}’`, 1],
    [`${"a".repeat(70)}’`, 2],
    ["😀".repeat(35), 1],
    ["😀".repeat(36), 2],
    // 33 emoji fill 66 of 67 units; the 34th is not cut in two.
    ["😀".repeat(66), 2],
    ["😀".repeat(67), 3],
  ])("%j", (body, parts) => {
    expect(countParts(body)).toBe(parts);
  });
});
