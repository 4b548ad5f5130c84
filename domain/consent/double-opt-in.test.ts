import { expect, test } from "vitest";
import type { ConsentSource } from "./decision.ts";
import { DOUBLE_OPT_IN_RULES, type DoubleOptInSetting, needsDoubleOptIn } from "./double-opt-in.ts";

const yes = (source: ConsentSource) => ({ state: "subscribed" as const, source, optInLevel: "single_opt_in" });

test.each<[DoubleOptInSetting, string[], ConsentSource[]]>([
  ["where-required", ["US"], []],
  ["where-required", ["DE"], ["sign-up-form"]],
  ["where-required", ["US", "AT"], ["sign-up-form"]],
  ["where-required", [], []],
  ["forms", ["US"], ["sign-up-form"]],
  ["forms", ["DE"], ["sign-up-form"]],
  ["forms-and-checkout", [], ["sign-up-form", "checkout", "shopify"]],
])("asked %s, with evidence of %j, double opt-in is needed of %j alone", (setting, countries, needed) => {
  const sources: ConsentSource[] = [
    "sign-up-form",
    "checkout",
    "shopify",
    "import",
    "merchant",
    "inbound-text",
    "provider",
    "redaction",
  ];
  expect(sources.filter((source) => needsDoubleOptIn(yes(source), setting, countries))).toEqual(needed);
});

test("what the store has confirmed, or is no yes, needs no second", () => {
  expect(needsDoubleOptIn({ ...yes("shopify"), optInLevel: "confirmed_opt_in" }, "forms-and-checkout", [])).toBe(false);
  expect(needsDoubleOptIn({ ...yes("shopify"), optInLevel: null }, "forms-and-checkout", [])).toBe(true);
  for (const state of ["unsubscribed", "pending", "expired"] as const)
    expect(needsDoubleOptIn({ ...yes("sign-up-form"), state }, "forms", ["DE"])).toBe(false);
});

test("the countries that ask for it, each with its source", () => {
  expect(DOUBLE_OPT_IN_RULES.map(({ country, confidence }) => `${country} ${confidence}`)).toEqual([
    "DE part",
    "AT weak",
    "LU weak",
    "GR weak",
  ]);
  for (const { country, name, because, source, effectiveFrom } of DOUBLE_OPT_IN_RULES) {
    expect(needsDoubleOptIn(yes("sign-up-form"), "where-required", [country])).toBe(true);
    expect([name, because, source].every((text) => text.length > 5)).toBe(true);
    expect(effectiveFrom).toBe("2026-01-01");
  }
});
