import { expect, test } from "vitest";
import { AREA_CODES } from "./area-codes.ts";
import { placeOfAddress } from "./place.ts";
import { REGION_NAMES, regionCode } from "./region-names.ts";

test.each([
  ["US", "FL", "FL"],
  ["US", "fl", "FL"],
  ["US", "US-FL", "FL"],
  ["US", " Florida ", "FL"],
  ["US", "new york", "NY"],
  ["US", "District of Columbia", "DC"],
  ["US", "Washington, D.C.", "DC"],
  ["US", "Washington", "WA"],
  ["US", "U.S. Virgin Islands", "VI"],
  ["CA", "Québec", "QC"],
  ["CA", "Newfoundland & Labrador", "NEWFOUNDLAND & LABRADOR"],
  ["CA", "Newfoundland", "NL"],
  ["US", "Quebec", "QUEBEC"],
  ["DE", "Bayern", "BAYERN"],
  ["US", "", null],
  ["US", "  ", null],
  ["US", null, null],
])("in %s, %j is %j", (country, written, code) => {
  expect(regionCode(country, written)).toBe(code);
});

test("every state that has an area code has a name, and the other way round", () => {
  const coded = new Set(AREA_CODES.map(([name]) => name).filter((name) => /^(US|CA)-/.test(name)));
  expect(new Set(Object.keys(REGION_NAMES))).toEqual(coded);
});

test("an address with a state's name comes under the state's rules", () => {
  const seenAt = new Date("2026-11-24T15:00:00Z");
  expect(placeOfAddress("billing", { country: "us", region: "Florida" }, seenAt)).toMatchObject({
    country: "US",
    region: "FL",
  });
  expect(placeOfAddress("ip-region", { country: "US", region: "Texas" }, seenAt)).toMatchObject({
    kind: "ip-region",
    region: "TX",
  });
});
