import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import { LEFT_OUT } from "#domain/compliance/rules/left-out";
import type { Rule } from "#domain/compliance/rules/rule";
import { UNKNOWN_SIGNATURE } from "#domain/places/signature";
import { CHRISTMAS, dayOf, differences, facts, spanOf, WEEK } from "../../test/factories/claim/rule-facts.ts";
import { lawCaps } from "./law-caps.ts";
import { hoursOf } from "./spans.ts";
import { sendWindow } from "./window.ts";

const minutesOf = (span: string) => span.split("-").map((hour) => Number(hour) * 60);
const whole = { startsMinute: 0, endsMinute: 1_440 };

test("the rules say what the sources say", () => {
  expect(differences(ALL_RULES)).toEqual([]);
});

describe("the engine keeps every row, to the minute", () => {
  test.each(facts.filter(({ jurisdiction }) => jurisdiction !== "US"))("$jurisdiction: $week", (fact) => {
    const signature = `${fact.jurisdiction === "*" ? "JP" : fact.jurisdiction}@${fact.zone}`;
    const windowAt = (at: DateTime) =>
      sendWindow({ signature, merchant: whole, purpose: "marketing", now: at.toJSDate() });
    for (const [i, date] of WEEK.entries()) {
      const span = spanOf(fact, i);
      const noon = DateTime.fromISO(`${date}T12:30`, { zone: fact.zone });
      if (span === "none") {
        expect(windowAt(noon).isOpen, date).toBe(false);
        continue;
      }
      const [starts = 0, ends = 0] = minutesOf(span ?? "");
      const [opens, closes] = [starts, ends].map((minutes) => noon.startOf("day").plus({ minutes }));
      if (opens === undefined || closes === undefined) throw new Error("A day has hours here.");
      expect(windowAt(opens.minus(1)).isOpen, `${date} before it opens`).toBe(false);
      expect(windowAt(opens.minus(1)).opensAt).toEqual(opens.toJSDate());
      expect(windowAt(opens), `${date} as it opens`).toMatchObject({ isOpen: true, closesAt: closes.toJSDate() });
      expect(windowAt(closes.minus(1)).isOpen, `${date} before it closes`).toBe(true);
      expect(windowAt(closes).isOpen, `${date} as it closes`).toBe(false);
    }
    const christmas = DateTime.fromISO(`${CHRISTMAS}T12:30`, { zone: fact.zone });
    expect(windowAt(christmas).isOpen).toBe(!fact.closesOnHolidays);
  });

  test("with a cap where a source gives one, and nowhere else", () => {
    const now = new Date("2026-09-16T15:00:00Z");
    for (const { jurisdiction, zone } of facts) {
      const caps = lawCaps({ jurisdictions: [jurisdiction], timeZones: [zone] }, now);
      // "US" alone says that nothing tells the state: the strictest cap of all of them.
      const expected = ["US", "US-FL", "US-OK", "US-MD", "US-NJ"].includes(jurisdiction)
        ? [{ texts: 3, hours: 24 }]
        : [];
      expect(caps.map(({ texts, hours }) => ({ texts, hours }))).toEqual(expected);
    }
  });
});

describe("people of whom nothing tells the state", () => {
  const eastern = (text: string) => DateTime.fromISO(text, { zone: "America/New_York" }).toJSDate();
  const windowAt = (text: string, merchant = whole) =>
    sendWindow({ signature: UNKNOWN_SIGNATURE, merchant, purpose: "marketing", now: eastern(text) });

  test.each([
    // Daylight time in New York, six hours ahead of Hawaii.
    ["2026-07-14T12:00", "2026-07-14T16:00", "2026-07-14T18:00"],
    ["2026-07-17T18:00", "2026-07-18T16:00", "2026-07-18T17:00"],
    ["2026-07-18T17:00", "2026-07-20T16:00", "2026-07-20T18:00"],
    // Winter: five hours.
    ["2026-11-24T08:00", "2026-11-24T15:00", "2026-11-24T18:00"],
    ["2026-11-28T08:00", "2026-11-28T15:00", "2026-11-28T17:00"],
  ])("asked at %s: from %s to %s in New York", (asked, opens, closes) => {
    expect(windowAt(asked)).toMatchObject({ opensAt: eastern(opens), closesAt: eastern(closes) });
  });

  test("come under Puerto Rico’s clock too when the shop serves it", () => {
    const merchant = { ...whole, stricter: { servesCaribbean: true } };
    expect(windowAt("2026-11-24T08:00", merchant)).toMatchObject({
      opensAt: eastern("2026-11-24T15:00"),
      closesAt: eastern("2026-11-24T17:00"), // 18:00 in San Juan
    });
    expect(windowAt("2026-07-14T12:00", merchant).closesAt).toEqual(eastern("2026-07-14T18:00"));
  });

  test("get nothing at an hour or on a day that any state forbids", () => {
    const rules = ALL_RULES.filter((rule) => rule.jurisdiction.startsWith("US"));
    const windows = rules.filter((rule) => rule.kind === "hours" || rule.kind === "holidays");
    for (let day = dayOf("2026-01-01"); day < dayOf("2028-01-01"); day++) {
      const hours = windows.map((rule) => ({ rule, hours: hoursOf(rule, day) }));
      for (const minute of [0, 599, 600, 720, 1_019, 1_020, 1_079, 1_080]) {
        const forbids = ({ hours: it }: (typeof hours)[number]) =>
          it === null || minute < it.starts || minute >= it.ends;
        const forbidding = hours.filter(forbids).map(({ rule }) => rule.id);
        if (forbidding.length > 0)
          expect(
            forbidding.some((id) => id.startsWith("us-safe")),
            forbidding.join(),
          ).toBe(true);
      }
    }
  });
});

test("a garbled row is left out, and listed with the reason", () => {
  expect(LEFT_OUT.map(({ jurisdiction }) => jurisdiction)).toEqual(["US-PA"]);
  expect(ALL_RULES.filter(({ jurisdiction }) => jurisdiction === "US-PA")).toEqual([]);
});

/** Every way in which one value of a row could be wrong. */
function mutationsOf(rule: Rule): Rule[] {
  const changed = (change: object) => ({ ...rule, ...change }) as Rule; // a wrong row of the same shape
  const common = ["jurisdiction", "confidence", "effectiveFrom", "source", "name"].map((key) => changed({ [key]: "" }));
  const dated = [
    changed({ effectiveFrom: "2027-06-01" }),
    changed({ effectiveUntil: "2026-06-01" }),
    changed({ version: 0 }),
  ];
  if (rule.kind === "hours") {
    const days = (["weekdays", "saturday", "sunday"] as const).flatMap((day) => {
      const span = rule[day];
      if (span === null) return [changed({ [day]: { starts: 600, ends: 1_020 } })];
      const shifts = [-60, -1, 1, 60];
      return [
        changed({ [day]: null }),
        ...shifts.map((by) => changed({ [day]: { ...span, starts: span.starts + by } })),
        ...shifts.map((by) => changed({ [day]: { ...span, ends: span.ends + by } })),
      ];
    });
    return [...common, ...dated, ...days];
  }
  if (rule.kind === "holidays")
    return [...common, ...dated, changed({ calendars: [] }), changed({ calendars: ["JP"] })];
  if (rule.kind === "cap")
    return [
      ...common,
      ...dated,
      ...[-1, 1].flatMap((by) => [changed({ texts: rule.texts + by }), changed({ hours: rule.hours + by })]),
    ];
  return [];
}

const counted = ALL_RULES.filter((rule) => rule.kind !== "duty" && !rule.id.startsWith("us-safe"));

test.each(counted)("any change to $id would be noticed", (rule) => {
  const place = rule.jurisdiction;
  const rest = ALL_RULES.filter((it) => it !== rule && it.jurisdiction === place);
  expect(differences(rest, place)).not.toEqual([]);
  expect(differences([...rest, rule, rule], place)).not.toEqual([]);
  for (const wrong of mutationsOf(rule))
    expect(differences([...rest, wrong], place), JSON.stringify(wrong)).not.toEqual([]);
});
