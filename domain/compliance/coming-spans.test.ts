import { describe, expect, test } from "vitest";
import { everyDay, type Hours, type HoursRule, hours } from "#domain/compliance/rules/rule";
import { comingSpans } from "./coming-spans.ts";
import { sendWindow } from "./window.ts";

const DAY = 86_400_000;
const row = { version: 1, name: "A rule", jurisdiction: "*", confidence: "firm", source: "-" } as const;

function rule(id: string, span: Hours, rest: Partial<HoursRule> = {}): HoursRule {
  return { ...row, kind: "hours", id, effectiveFrom: "2020-01-01", ...everyDay(span), ...rest };
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

function openingAfter(rules: HoursRule[], zones: string[], date: string): string | null {
  const day = dayOf(date);
  const span = comingSpans(rules, zones, day).find(({ from }) => from >= day * DAY);
  return span ? new Date(span.from).toISOString() : null;
}

test("where every day has hours, only those of the next days are listed", () => {
  const day = dayOf("2026-06-01");
  const spans = comingSpans([rule("open", hours(9, 18))], ["America/Chicago"], day);
  expect(spans.map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()])).toEqual(
    ["2026-05-31", "2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04"].map((date) => [
      `${date}T14:00:00.000Z`,
      `${date}T23:00:00.000Z`,
    ]),
  );
});

test("an opening at midnight tomorrow is near enough to look no further", () => {
  const saturdays = [rule("saturdays", { starts: 0, ends: 20 * 60 }, { weekdays: null, sunday: null })];
  const friday = dayOf("2026-06-05");
  expect(comingSpans(saturdays, ["UTC"], friday).map(({ from }) => new Date(from).toISOString())).toEqual([
    "2026-06-06T00:00:00.000Z",
  ]);
});

describe("an opening that is more than a month away", () => {
  // New York is five hours behind Paris but for the weeks between the two changes of the clocks, when it is four.
  const narrow = [rule("narrow", { starts: 10 * 60, ends: 14 * 60 + 30 })];
  const zones = ["America/New_York", "Europe/Paris"];

  test("is found in the weeks in which two countries' clocks are closer than usual", () => {
    const fourHours = [rule("four", { starts: 8 * 60, ends: 13 * 60 + 30 })];
    expect(openingAfter(fourHours, zones, "2026-04-02")).toBe("2026-10-25T12:00:00.000Z");
    expect(openingAfter(fourHours, zones, "2026-11-03")).toBe("2027-03-14T12:00:00.000Z");
    expect(openingAfter(narrow, zones, "2026-04-02")).toBeNull();
  });

  test("keeps its true end, and is the same from whatever day before it is asked", () => {
    const rules = [rule("four", { starts: 8 * 60, ends: 13 * 60 + 30 })];
    for (const date of ["2026-04-02", "2026-05-20", "2026-08-31", "2026-09-24", "2026-10-23"]) {
      const [span] = comingSpans(rules, zones, dayOf(date)).filter(({ from }) => from >= dayOf(date) * DAY);
      expect(span && [new Date(span.from).toISOString(), new Date(span.to).toISOString()]).toEqual([
        "2026-10-25T12:00:00.000Z",
        "2026-10-25T12:30:00.000Z",
      ]);
    }
  });

  test("is found when a rule begins or ends two years from now", () => {
    const now = dayOf("2026-11-29");
    const closed = rule("closed", hours(8, 20), { weekdays: null, saturday: null, sunday: null });
    const ending = { ...closed, effectiveUntil: "2028-09-01" };
    expect(openingAfter([ending, rule("open", hours(9, 18))], ["America/Chicago"], "2026-11-29")).toBe(
      "2028-09-01T14:00:00.000Z",
    );
    expect(comingSpans([closed], ["America/Chicago"], now)).toEqual([]);
  });
});

test("a text for New York and Berlin at once waits for the weeks in which the merchant's hours meet, and is not given up", () => {
  const signature = "DE,US-NY@America/New_York,Europe/Berlin";
  const at = (date: string) => {
    const merchant = { startsMinute: 8 * 60, endsMinute: 13 * 60 + 30 };
    return sendWindow({ signature, merchant, now: new Date(date), purpose: "marketing" });
  };
  expect(at("2026-11-29T12:00:00Z")).toMatchObject({
    isOpen: false,
    opensAt: new Date("2027-03-14T12:00:00Z"),
    closesAt: new Date("2027-03-14T12:30:00Z"),
  });
  expect(at("2027-03-14T12:10:00Z").isOpen).toBe(true);
  expect(at("2027-04-02T12:00:00Z").opensAt).toEqual(new Date("2027-10-31T12:00:00Z"));
});
