import { getCountries, getCountryCallingCode, parsePhoneNumber } from "libphonenumber-js/max";

/** Codes that one country has for itself, which is nearly all: no need to take the number apart. */
const alone = new Map<string, string>();
for (const [code, countries] of Map.groupBy(getCountries(), (country) => getCountryCallingCode(country))) {
  const [country] = countries;
  if (country !== undefined && countries.length === 1) alone.set(code, country);
}

/** Shortest and longest number that may exist, plus included (E.164). */
const E164 = /^\+\d{5,15}$/;
const MOST_KEPT = 20_000;
const kept = new Map<string, string | null>();

/** The country of an E.164 number, by its code alone where only one country has it; null when none does. */
export function countryOfPhone(phone: string): string | null {
  if (!E164.test(phone)) return null;
  for (const digits of [1, 2, 3]) {
    const country = alone.get(phone.slice(1, 1 + digits));
    if (country !== undefined) return country;
  }
  const known = kept.get(phone);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const country = parsedCountry(phone);
  kept.set(phone, country);
  return country;
}

function parsedCountry(phone: string): string | null {
  try {
    return parsePhoneNumber(phone).country ?? null;
  } catch {
    // Not a number by this version's metadata: no evidence of any place.
    return null;
  }
}
