import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** An E.164 number that could be dialled: made by `toPhoneNumber`, never by hand. */
export type PhoneNumber = string & { readonly __brand: "PhoneNumber" };

/**
 * Reads a number as a person types it. `defaultCountry` (ISO 3166-1 alpha-2) is meant when no country code is given;
 * null demands one. Returns null for what no one can be reached at: impossible or unassigned numbers, short codes,
 * vanity letters, numbers with an extension (a text cannot dial it). Safe with any bytes.
 */
export function toPhoneNumber(raw: string, defaultCountry: string | null): PhoneNumber | null {
  // A word in it is a vanity number or a sentence: guessing which digits are meant texts a stranger.
  const typed = raw.trim().slice(0, 61).normalize("NFKC").replace(/^tel:/i, "");
  if (typed.length > 60 || /\p{L}|\p{Cc}/u.test(typed)) return null;
  const country = defaultCountry?.toUpperCase() ?? "";
  const parsed = parsePhoneNumberFromString(typed, {
    ...(isSupportedCountry(country) ? { defaultCountry: country satisfies CountryCode } : {}),
    extract: false,
  });
  if (!parsed?.isValid() || parsed.ext !== undefined) return null;
  // Some countries' plans hold service numbers of a few digits that nobody owns as a phone.
  return isE164(parsed.number) ? parsed.number : null;
}

/**
 * A number as the provider wrote it on an inbound text. The carrier has just received from it, so it exists whether our
 * numbering data knows it yet or not: only its form is checked. Null for short codes and names.
 */
export function phoneFromProvider(raw: string): PhoneNumber | null {
  return isE164(raw) ? raw : null;
}

/** ITU-T E.164 allows 15 digits; no country has subscribers' numbers of fewer than seven, its code included. */
function isE164(text: string): text is PhoneNumber {
  return /^\+[1-9]\d{6,14}$/.test(text);
}
