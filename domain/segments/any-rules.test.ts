import fc from "fast-check";
import { expect, test } from "vitest";
import { RULE_TYPES } from "#domain/segments/rules/all";
import { anyRule } from "../../test/segments/any-rules.ts";

test("rules of every kind are drawn when the database is compared with the naive reading", () => {
  const drawn = new Set(fc.sample(anyRule, { numRuns: 2_000, seed: 1 }).map(({ type }) => type));
  expect(drawn).toEqual(new Set(Object.keys(RULE_TYPES)));
});
