import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js";

/** What a buyer typed as E.164, read as a number of the shop's country unless it says otherwise; null when it is none. */
export function e164(typed: string | null | undefined, countryCode: string): string | null {
  if (!typed?.trim()) return null;
  const parsed = parsePhoneNumberFromString(typed, countryCode as CountryCode); // an unknown country only parses less
  return parsed?.isPossible() ? parsed.number : null;
}
