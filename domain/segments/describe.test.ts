import { expect, test } from "vitest";
import { describeRule, describeSegment } from "./describe.ts";
import type { Rules } from "./tree.ts";

const WORDS = { currency: "USD" };
const florida: Rules = { type: "place", places: ["US-FL"] };
const spent: Rules = { type: "spend", of: "total", is: "at-least", amount: 100, period: null };
const clicked: Rules = { type: "clicks", atLeast: 1, period: { kind: "last", days: 30 } };
const vip: Rules = { type: "tags", match: "any", tags: ["vip"] };

function said(rules: Rules): string {
  return describeSegment(rules, WORDS);
}

test("a segment reads as a sentence", () => {
  expect(said({ type: "and", rules: [florida, spent, { type: "not", rule: clicked }] })).toBe(
    "People in Florida who spent at least $100 and have not clicked in the last 30 days",
  );
  expect(said({ type: "and", rules: [] })).toBe("Everyone");
  expect(said(vip)).toBe("People tagged “vip”");
});

test("what is nested stands in brackets, and like groups are one", () => {
  expect(said({ type: "or", rules: [florida, spent, vip] })).toBe(
    "People who are in Florida, spent at least $100 or are tagged “vip”",
  );
  expect(
    said({ type: "and", rules: [florida, { type: "or", rules: [spent, clicked] }, { type: "and", rules: [vip] }] }),
  ).toBe("People in Florida and tagged “vip” who (spent at least $100 or clicked in the last 30 days)");
});

test("a denied group denies each of its rules, and a denial of a denial says what it denies", () => {
  expect(said({ type: "not", rule: { type: "or", rules: [florida, clicked] } })).toBe(
    "People not in Florida who have not clicked in the last 30 days",
  );
  expect(said({ type: "not", rule: { type: "and", rules: [florida, spent] } })).toBe(
    "People who are not in Florida or spent less than $100",
  );
  expect(said({ type: "not", rule: { type: "not", rule: spent } })).toBe("People who spent at least $100");
});

test("a property reads with its comparison", () => {
  const rule: Rules = { type: "property", name: "color", is: "is", value: "red" };
  expect(said(rule)).toBe("People who have “color” set to “red”");
  expect(said({ type: "not", rule: { ...rule, is: "has-any" } })).toBe("People who do not have any “color”");
  expect(said({ ...rule, is: "at-least", value: "5" })).toBe("People who have “color” of at least 5");
});

test("figures, days and names read as a person would write them", () => {
  const rule = (it: Parameters<typeof describeRule>[0]) => describeRule(it, { currency: "EUR" });
  expect(rule({ type: "spend", of: "average", is: "less-than", amount: 1234.5, period: null })).toBe(
    "Spent less than €1,234.50 per order",
  );
  expect(
    rule({
      type: "orders",
      is: "exactly",
      count: 1,
      period: { kind: "between", from: "2026-11-01", to: "2026-11-30" },
    }),
  ).toBe("Placed exactly 1 order between November 1, 2026 and November 30, 2026");
  expect(rule({ type: "orders", is: "at-most", count: 0, period: null })).toBe("Have not ordered");
  expect(rule({ type: "bought", products: ["Cedar candle", "Soap"], period: null })).toBe(
    "Bought “Cedar candle” or “Soap”",
  );
  expect(rule({ type: "place", places: ["CA", "US-DC", "AU-NSW"] })).toBe(
    "In Canada, Washington, D.C. or NSW, Australia",
  );
  expect(rule({ type: "texted", atLeast: 4, days: 30, withoutClick: true })).toBe(
    "Got at least 4 texts without a click in the last 30 days",
  );
});
