import { expect, test } from "vitest";
import { sortedJson } from "./sorted-json.ts";

test("two values are the same when only the order of their keys differs", () => {
  const written = { type: "and", rules: [{ field: "tag", args: { is: "vip", not: null } }] };
  const stored = { rules: [{ args: { not: null, is: "vip" }, field: "tag" }], type: "and" };
  expect(sortedJson(stored)).toBe(sortedJson(written));
  expect(sortedJson({ rules: [1, 2] })).not.toBe(sortedJson({ rules: [2, 1] }));
});
