import fc from "fast-check";
import { expect, test } from "vitest";
import { moneyInText } from "./money-in-text.ts";
import { measureText } from "./parts.ts";

test.each([
  [84, "CHF", "CH", "CHF 84.00"],
  [84, "CHF", "US", "CHF 84.00"],
  [1234.5, "USD", "US", "$1,234.50"],
  [1234.5, "USD", null, "$1,234.50"],
  [1234.5, "EUR", "DE", "1.234,50 €"],
  [1234.5, "EUR", "FR", "1 234,50 €"],
  [1234.5, "EUR", "IE", "€1,234.50"],
  [84, "PLN", "PL", "84,00 PLN"],
  [84, "INR", "IN", "INR 84.00"],
  [1500, "JPY", "JP", "¥1,500"],
  [84, "AED", "AE", "84.00 AED"],
  [1234.5, "CHF", "CH", "CHF 1'234.50"],
  [1234.567, "KWD", "KW", "1,234.567 KWD"],
  [84, "EUR", "XK", "84,00 €"],
])("%d %s in a store of %s is written %s", (amount, currency, country, written) => {
  expect(moneyInText(amount * 1_000_000, currency, country)).toBe(written);
});

test("no amount of any currency in any country makes a text longer to send", () => {
  const countries =
    "US CA GB DE FR CH AT IT ES PT NL BE PL CZ SE NO DK FI JP CN KR IN AE SA IL TR GR BG RU UA BR MX AU NZ ZA EG TH VN".split(
      " ",
    );
  const currencies = Intl.supportedValuesOf("currency");
  fc.assert(
    fc.property(
      fc.constantFrom(...countries),
      fc.constantFrom(...currencies),
      fc.integer({ min: -1e9, max: 1e12 }),
      (...given) => {
        const [country, currency, micros] = given;
        const written = moneyInText(micros, currency, country);
        expect(measureText(written).unicodeCharacters).toEqual([]);
        expect(written).toMatch(/\d/);
      },
    ),
  );
});

test("an amount without a currency is left out, and a broken country writes as in the United States", () => {
  expect(moneyInText(84_000_000, null, "CH")).toBe("");
  expect(moneyInText(84_000_000, "USD", "usa")).toBe("$84.00");
});
