import { expect, test } from "vitest";
import { type DiscountTerms, problemsOfTerms } from "./terms.ts";
import { describeTerms } from "./title-of.ts";

const TEN: DiscountTerms = { kind: "percentage", value: 10, minimumMicros: 0, prefix: "SAVE" };

test("terms say what a code takes off, and what is wrong with them", () => {
  expect(describeTerms(TEN, "USD")).toBe("10% off");
  expect(describeTerms({ ...TEN, kind: "amount", value: 5_000_000, minimumMicros: 50_000_000 }, "USD")).toBe(
    "5 USD off orders of 50 USD",
  );
  expect(problemsOfTerms(TEN)).toEqual([]);
  expect(problemsOfTerms({ ...TEN, value: 0 })).toEqual(["Enter a percentage."]);
  expect(problemsOfTerms({ ...TEN, value: 101 })).toEqual(["A discount can’t be more than 100%."]);
  expect(problemsOfTerms({ ...TEN, prefix: "A B" })).toHaveLength(1);
});
