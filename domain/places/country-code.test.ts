import { getCountries } from "libphonenumber-js/max";
import { expect, test } from "vitest";
import { countryCode, numberingCountry } from "./country-code.ts";

test.each([
  ["US", "US"],
  ["us", "US"],
  ["U.S.", "US"],
  ["USA", "US"],
  ["U.S.A.", "US"],
  ["United States", "US"],
  ["United States of America", "US"],
  ["United States (US)", "US"],
  ["US - United States", "US"],
  ["United States +1", "US"],
  ["🇺🇸", "US"],
  ["🇩🇪 Germany", "DE"],
  ["Vereinigte Staaten", "US"],
  ["États-Unis", "US"],
  ["Estados Unidos", "US"],
  ["UK", "GB"],
  ["United Kingdom", "GB"],
  ["Great Britain", "GB"],
  ["England", "GB"],
  ["DEU", "DE"],
  ["Deutschland", "DE"],
  ["Allemagne", "DE"],
  ["ALEMANIA", "DE"],
  ["Österreich", "AT"],
  ["México", "MX"],
  ["Mexico", "MX"],
  ["Brasil", "BR"],
  ["The Netherlands", "NL"],
  ["Holland", "NL"],
  ["Czech Republic", "CZ"],
  ["Schweiz", "CH"],
  ["Suisse", "CH"],
  ["日本", "JP"],
  ["Россия", "RU"],
  ["South Korea", "KR"],
  ["Kosovo", "XK"],
  ["PRI", "PR"],
  ["Puerto Rico", "PR"],
  [" fr ", "FR"],
])("%j is %s", (written, code) => {
  expect(countryCode(written)).toBe(code);
});

test.each(["", " ", "-", "N/A", "Narnia", "XX", "ZZ", "Europe", "1", "unknown", "US / Canada"])(
  "%j is no country",
  (written) => {
    expect(countryCode(written)).toBeNull();
  },
);

test.each([
  ["+49", "DE"],
  ["49", "DE"],
  ["0049", "DE"],
  ["(+43)", "AT"],
  ["1", "US"],
  ["+1", "US"],
  ["44.0", "GB"],
  ["52", "MX"],
  ["383", "XK"],
  ["Mexico", "MX"],
  ["999", null],
])("numbers beside %j are read as those of %s", (written, country) => {
  expect(numberingCountry(written)).toBe(country);
});

test("every country with phone numbers is known by its code and by its English name", () => {
  const english = new Intl.DisplayNames(["en"], { type: "region" });
  for (const country of getCountries()) {
    expect(countryCode(country), country).toBe(country);
    expect(countryCode(english.of(country) ?? ""), country).toBe(country);
  }
});
