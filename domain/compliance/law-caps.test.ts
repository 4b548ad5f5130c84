import { describe, expect, test } from "vitest";
import { CAP_RULES, US_SAFE_CAP } from "#domain/compliance/rules/caps";
import { isInForce } from "#domain/compliance/rules/rule";
import { US_HOURS } from "#domain/compliance/rules/united-states";
import { parseSignature, UNKNOWN_SIGNATURE } from "#domain/places/signature";
import { lawCaps } from "./law-caps.ts";
import { hoursOf, sharedSpans } from "./spans.ts";

const florida = { jurisdictions: ["US-FL"], timeZones: ["America/New_York"] };

describe("a rule with a date", () => {
  const dated = { effectiveFrom: "2026-12-01", effectiveUntil: "2027-03-01" };

  test("binds from the first of its days and not on the one it ends", () => {
    const [rule] = CAP_RULES;
    if (!rule) throw new Error("There are caps.");
    const days = ["2026-11-30", "2026-12-01", "2027-02-28", "2027-03-01"];
    expect(days.map((day) => isInForce({ ...rule, ...dated }, day))).toEqual([false, true, true, false]);
    expect(days.map((day) => isInForce({ ...rule, effectiveFrom: "2026-12-01" }, day))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  test("switches on at midnight where the person is, and a window that was open closes then", () => {
    const [federal] = US_HOURS;
    if (!federal) throw new Error("There are hours.");
    const noMornings = { ...federal, ...dated, weekdays: { starts: 720, ends: 1_260 } };
    const day = Date.parse("2026-11-30T00:00:00Z") / 86_400_000;
    expect(hoursOf(noMornings, day)).toEqual({ starts: 0, ends: 1_440 });
    expect(hoursOf(noMornings, day + 1)).toEqual({ starts: 720, ends: 1_260 });
    const [first, second] = sharedSpans([noMornings], ["America/New_York"], day, 3);
    expect(first?.to).toBe(Date.parse("2026-12-01T00:00:00-05:00"));
    expect(second?.from).toBe(Date.parse("2026-12-01T12:00:00-05:00"));
  });

  test("a cap binds from the first midnight among the person's zones", () => {
    const both = { jurisdictions: ["US-FL"], timeZones: ["America/Chicago", "America/New_York"] };
    expect(lawCaps(both, new Date("2025-12-31T23:59:59-05:00"))).toEqual([]);
    expect(lawCaps(both, new Date("2026-01-01T00:00:00-05:00"))).toHaveLength(1);
    const chicago = { ...both, timeZones: ["America/Chicago"] };
    expect(lawCaps(chicago, new Date("2026-01-01T00:00:00-05:00"))).toEqual([]);
  });
});

test("each state of the evidence adds its cap, by name", () => {
  const now = new Date("2026-11-24T15:00:00Z");
  const caps = (...jurisdictions: string[]) => lawCaps({ ...florida, jurisdictions }, now).map(({ rule }) => rule.id);
  expect(caps("US-FL")).toEqual(["us-fl-cap"]);
  expect(caps("US-NJ", "US-CA")).toEqual(["us-nj-cap"]);
  expect(caps("US-FL", "US-OK")).toEqual(["us-fl-cap", "us-ok-cap"]);
  expect(caps("US-CA", "FR")).toEqual([]);
  expect(caps("US")).toEqual(["us-safe-cap"]);
  expect(caps("US", "US-FL")).toEqual(["us-safe-cap", "us-fl-cap"]);
  expect(lawCaps(florida, now)).toMatchObject([{ texts: 3, hours: 24 }]);
});

describe("whose state is unknown", () => {
  const now = new Date("2026-11-24T15:00:00Z");
  const unknown = parseSignature(UNKNOWN_SIGNATURE);

  test("has the strictest cap of all states", () => {
    const texts = Math.min(...CAP_RULES.map((rule) => rule.texts));
    const hours = Math.max(...CAP_RULES.map((rule) => rule.hours));
    expect(lawCaps(unknown, now)).toEqual([{ texts, hours, rule: US_SAFE_CAP }]);
  });

  test("is bound by what a shop chose for one of the states, too", () => {
    expect(lawCaps(unknown, now, { rules: { "us-ok-cap": { texts: 2 } } })).toMatchObject([{ texts: 2 }]);
    expect(lawCaps(unknown, now, { rules: { "us-safe-cap": { texts: 1 } } })).toMatchObject([{ texts: 1 }]);
    expect(lawCaps(florida, now, { rules: { "us-ok-cap": { texts: 2 } } })).toMatchObject([{ texts: 3 }]);
  });

  test("is everyone in the United States when the shop chose so, and no one elsewhere", () => {
    const california = { jurisdictions: ["US-CA"], timeZones: ["America/Los_Angeles"] };
    const france = { jurisdictions: ["FR"], timeZones: ["Europe/Paris"] };
    expect(lawCaps(california, now)).toEqual([]);
    expect(lawCaps(california, now, { usSafe: true })).toMatchObject([{ texts: 3, hours: 24, rule: US_SAFE_CAP }]);
    expect(lawCaps(unknown, now, { usSafe: true })).toHaveLength(1);
    expect(lawCaps(france, now, { usSafe: true })).toEqual([]);
  });
});
