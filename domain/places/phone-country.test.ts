import fc from "fast-check";
import { getCountries, getExampleNumber, parsePhoneNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { expect, test } from "vitest";
import { countryOfPhone } from "./phone-country.ts";

test.each([
  ["+33612345678", "FR"],
  ["+4915112345678", "DE"],
  ["+35312345678", "IE"],
  // Codes that several countries share.
  ["+447400123456", "GB"],
  ["+447700312345", "JE"],
  ["+262692123456", "RE"],
  ["+77710009998", "KZ"],
  ["+79123456789", "RU"],
  ["+12125550123", "US"],
])("%s is of %s", (phone, country) => {
  expect(countryOfPhone(phone)).toBe(country);
  expect(countryOfPhone(phone)).toBe(country);
});

test("what is no number is of no country", () => {
  for (const phone of ["", "+", "+33", "33612345678", "+999123456", "+33 6 12 34 56 78", "+3361234567890123"])
    expect(countryOfPhone(phone), phone).toBeNull();
});

test("the short way says what taking the number apart says, for the library's own example of each country", () => {
  const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples)?.number ?? []);
  expect(numbers.length).toBeGreaterThan(200);
  for (const number of numbers) expect(countryOfPhone(number), number).toBe(parsePhoneNumber(number).country);
});

test("any text is answered without harm", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.integer({ min: 0 }).map((it) => `+${it}`),
      ),
      (text) => {
        const country = countryOfPhone(text);
        if (country !== null) expect(country).toMatch(/^[A-Z]{2}$/);
      },
    ),
  );
});
