import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import { UserError } from "#domain/user-error";
import { checkStricter } from "./check-stricter.ts";

/** The code and the field of the refusal. */
function refusal(given: unknown): [string, string | null] | null {
  try {
    checkStricter(given);
    return null;
  } catch (error) {
    if (error instanceof UserError) return [error.code, error.field];
    throw error;
  }
}
const about = (id: string, choice: object) => ({ rules: { [id]: choice } });

test("keeps what is chosen and forgets what chooses nothing", () => {
  const given = {
    ...{ usSafe: true, noSundays: false, noHolidays: undefined, servesCaribbean: true },
    rules: {
      "us-fl-hours": { startsMinute: 540, endsMinute: 1_200, noSundays: false },
      "us-tx-hours": { startsMinute: 540 },
      "us-al-hours": { noSundays: true, noHolidays: true },
      "us-fl-cap": { texts: 2 },
      "us-ok-cap": { texts: 3 },
    },
  };
  expect(checkStricter(given)).toEqual({
    ...{ usSafe: true, servesCaribbean: true },
    rules: { "us-fl-hours": { startsMinute: 540 }, "us-al-hours": { noHolidays: true }, "us-fl-cap": { texts: 2 } },
  });
  expect(checkStricter({})).toEqual({});
  expect(checkStricter({ rules: { "us-fl-hours": {} } })).toEqual({});
});

test.each([
  ["us-fl-hours", { endsMinute: 1_140 }, { endsMinute: 1_140 }],
  ["us-fl-hours", { noSundays: true }, { noSundays: true }],
  // The end of its longest day is Friday's.
  ["us-ri-hours", { endsMinute: 1_050 }, { endsMinute: 1_050 }],
  ["us-ri-hours", { startsMinute: 540, endsMinute: 1_080 }, undefined],
  ["us-fl-cap", { texts: undefined }, undefined],
  ["us-fl-cap", { texts: 1 }, { texts: 1 }],
])("of %s %j, %j is kept", (id, choice, kept) => {
  expect(checkStricter(about(id, choice))).toEqual(kept === undefined ? {} : about(id, kept));
});

describe("nothing laxer than the rule", () => {
  test.each([
    ["us-fl-hours", { startsMinute: 479 }],
    ["us-fl-hours", { endsMinute: 1_201 }],
    ["us-tx-hours", { startsMinute: 500 }],
    ["us-fl-hours", { texts: 2 }],
    ["us-fl-cap", { texts: 4 }],
    ["us-fl-cap", { noSundays: true }],
    // Less than an hour of a day: of all days, of Saturday alone, of Sunday alone.
    ["us-fl-hours", { startsMinute: 600, endsMinute: 659 }],
    ["us-ri-hours", { startsMinute: 961 }],
    ["us-tx-hours", { endsMinute: 779 }],
  ])("%s %j is refused by its name", (id, choice) => {
    expect(refusal(about(id, choice))).toEqual(["stricter-laxer", id]);
  });

  test.each([
    ["us-fl-hours", { startsMinute: 480, endsMinute: 1_200 }],
    ["us-fl-hours", { startsMinute: 600, endsMinute: 660 }],
    ["us-ri-hours", { startsMinute: 960 }],
    ["us-tx-hours", { endsMinute: 780 }],
    ["us-tx-hours", { endsMinute: 700, noSundays: true }],
    ["us-fl-cap", { texts: 1 }],
    ["us-fl-cap", { texts: 3, noSundays: false }],
  ])("%s %j is taken", (id, choice) => {
    expect(refusal(about(id, choice))).toBeNull();
  });

  test("says what to fix, naming the rule", () => {
    const said = (choice: object) => () => checkStricter(about("us-fl-hours", choice));
    expect(said({ startsMinute: 400 })).toThrow("Florida (FTSA 501.059): Start time can’t be earlier");
    expect(said({ endsMinute: 1_300 })).toThrow("End time can’t be later");
    expect(said({ startsMinute: 600, endsMinute: 601 })).toThrow("Leave at least one hour");
    expect(said({ texts: 1 })).toThrow("about hours, not about the number");
    expect(() => checkStricter(about("us-fl-cap", { texts: 5 }))).toThrow("Enter 3 or fewer. That’s the rule’s limit.");
    expect(() => checkStricter(about("us-fl-cap", { noHolidays: true }))).toThrow(
      "about the number of texts, not about hours",
    );
  });
});

test("rules that leave nothing to choose, and rules that no one has, are refused", () => {
  for (const id of ["us-al-holidays", "us-opt-out-words", "us-pa-hours", "constructor"])
    expect(refusal(about(id, { noSundays: true }))).toEqual(["stricter-rule-unknown", id]);
  expect(() => checkStricter(about("us-pa-hours", {}))).toThrow("can’t be changed");
});

test.each([
  null,
  3,
  "no",
  [],
  { lax: true },
  { usSafe: "yes" },
  about("us-fl-hours", { startsMinute: 8.5 }),
  about("us-fl-hours", { startsMinute: -1 }),
  about("us-fl-hours", { endsMinute: 1_441 }),
  about("us-fl-cap", { texts: 0 }),
  about("us-fl-cap", { texts: 21 }),
  about("us-fl-hours", { never: true }),
])("%j cannot be read", (given) => {
  expect(refusal(given)).toEqual(["stricter-unreadable", null]);
  expect(() => checkStricter(given)).toThrow("Reload the page");
});

test("what is kept is taken again, as it is", () => {
  const minute = fc.option(fc.integer({ min: 480, max: 1_260 }), { nil: undefined });
  const flag = fc.option(fc.boolean(), { nil: undefined });
  const choice = fc.record({ startsMinute: minute, endsMinute: minute, noSundays: flag, noHolidays: flag });
  const rules = fc.dictionary(fc.constantFrom(...ALL_RULES.map(({ id }) => id)), choice, { maxKeys: 3 });
  fc.assert(
    fc.property(fc.record({ usSafe: flag, noSundays: flag, noHolidays: flag, rules }), (given) => {
      fc.pre(refusal(given) === null);
      const kept = checkStricter(given);
      expect(checkStricter(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    }),
    { numRuns: 500 },
  );
});
