import fc from "fast-check";
import { expect, test } from "vitest";
import { measureText } from "#domain/messages/content/parts";
import { render } from "#domain/messages/content/render";
import { type DateForm, dateForms, dateInText } from "./date-in-text.ts";
import type { TextLocale } from "./text-locale.ts";

const locale = (given: Partial<TextLocale> = {}): TextLocale => ({
  country: "US",
  currency: "USD",
  timeZone: "America/New_York",
  now: new Date("2026-12-01T20:30:00Z"),
  ...given,
});
const germany = locale({ country: "DE", currency: "EUR", timeZone: "Europe/Berlin" });
const textOf = (template: string, values: Record<string, unknown>, where = locale()) => {
  const made = render(template, values, where);
  return made.kind === "text" ? made.text : made.detail;
};

test("an amount is written in the store's currency and language", () => {
  expect(textOf("{{ a | money }}", { a: 1234.5 })).toBe("$1,234.50");
  expect(textOf("{{ a | money }}", { a: 1234.5 }, germany)).toBe("1.234,50 €");
  expect(textOf("{{ a | money }}", { a: "21" })).toBe("$21.00");
  expect(textOf("{{ a | times: 2 | money }}", { a: 10.25 })).toBe("$20.50");
});

test("an amount that is written already stays, and a missing one is left out", () => {
  expect(textOf("{{ a | money }}", { a: "$42.00" })).toBe("$42.00");
  expect(textOf("Total {{ a | money }}", {})).toBe("Total");
  expect(textOf("Total {{ a | money }}", { a: 5 }, locale({ currency: null }))).toBe("Total");
});

test.each([
  ["short", "Dec 1", "1. Dez."],
  ["long", "December 1, 2026", "1. Dezember 2026"],
  ["weekday", "Tuesday", "Dienstag"],
  ["weekday_and_date", "Tuesday, December 1", "Dienstag, 1. Dezember"],
  ["time", "3:30 PM", "21:30"],
  ["date_and_time", "Dec 1, 3:30 PM", "1. Dez., 21:30"],
])("the date form %s reads %s in the US and %s in Germany, each in its own time zone", (form, english, german) => {
  const at = { at: "2026-12-01T20:30:00Z" };
  expect(textOf(`{{ at | date: "${form}" }}`, at)).toBe(english);
  expect(textOf(`{{ at | date: "${form}" }}`, at, germany)).toBe(german);
});

test("a date is that of the recipient's time zone, and a day without a time is the same day everywhere", () => {
  const late = { at: "2026-12-01T03:30:00Z" };
  expect(textOf('{{ at | date: "short" }}', late, locale({ timeZone: "Pacific/Honolulu" }))).toBe("Nov 30");
  expect(textOf('{{ at | date: "short" }}', late, locale({ timeZone: "Asia/Tokyo" }))).toBe("Dec 1");
  expect(textOf('{{ at | date: "short" }}', { at: "2026-12-24" }, locale({ timeZone: "Pacific/Honolulu" }))).toBe(
    "Dec 24",
  );
});

test("“now” is the time at which the text is made", () => {
  expect(textOf('{{ "now" | date: "weekday" }}', {})).toBe("Tuesday");
});

test("a format of other Liquid works in the recipient's time zone, and a broken one is refused", () => {
  expect(textOf('{{ at | date: "%b %e, %H:%M" }}', { at: "2026-12-01T20:30:00Z" })).toBe("Dec  1, 15:30");
  expect(textOf('{{ at | date: "%9999Y" }}', { at: "2026-12-01" })).toMatch(/isn’t supported/);
  expect(textOf('{{ at | date: "short" }}!', { at: "tomorrow" })).toBe("!");
});

test("a missing value is replaced by what stands behind default or “or”", () => {
  const nameless = { customer: { first_name: "" }, a: null };
  expect(textOf('Hi {{ customer.first_name | default: "there" }}', nameless)).toBe("Hi there");
  expect(textOf('Hi {{ customer.first_name or "there" }}', nameless)).toBe("Hi there");
  expect(textOf('Hi {{ a or customer.first_name or "there" | upcase }}', nameless)).toBe("Hi THERE");
  expect(textOf('Hi {{ customer.first_name or "there" }}', { customer: { first_name: "Mei" } })).toBe("Hi Mei");
});

test("conditions with “or” decide as in other Liquid", () => {
  const sides = ["nil", "false", "true", '""', '"x"', "0", "missing"];
  const isTrue = new Set(["true", '""', '"x"', "0"]);
  for (const left of sides)
    for (const right of sides)
      expect(textOf(`{% if ${left} or ${right} %}yes{% else %}no{% endif %}`, {})).toBe(
        isTrue.has(left) || isTrue.has(right) ? "yes" : "no",
      );
});

test("no date in a language of Latin letters makes a text longer to send, whatever the month is called", () => {
  const countries = "US CA GB DE FR CH AT IT ES PT NL BE PL CZ SE NO DK FI TR HU RO HR SK LT LV EE VN BR MX".split(" ");
  const forms = (Object.keys(dateForms) as DateForm[]).filter((form) => !form.startsWith("weekday"));
  fc.assert(
    fc.property(
      fc.constantFrom(...countries),
      fc.constantFrom(...forms),
      fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
      (country, form, at) => {
        const written = dateInText(at, form, locale({ country }));
        expect(measureText(written).unicodeCharacters).toEqual([]);
        expect(written).toMatch(/\d/);
      },
    ),
  );
});
