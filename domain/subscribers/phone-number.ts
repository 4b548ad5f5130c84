import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber as Parsed,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { AREA_CODES } from "#domain/places/area-codes";
import { hasNewAreaCode } from "./new-area-code.ts";
import { type NumberProblem, tidyNumber } from "./tidy-number.ts";

/** An E.164 number that could be dialled: made by `toPhoneNumber`, never by hand. */
export type PhoneNumber = string & { readonly __brand: "PhoneNumber" };

export type NumberReading = { phone: PhoneNumber } | { problem: NumberProblem };

/** Ranges in which a text costs its reader or us a premium, or reaches no phone. */
const NOT_TEXTABLE = new Set(["PREMIUM_RATE", "SHARED_COST", "PAGER", "UAN", "VOICEMAIL", "PERSONAL_NUMBER"]);
/** Canada's satellite phones, which the library counts as internet telephony. */
const SATELLITE = /^\+1600/;
/** Of the US and Canada. */
const PLACES: ReadonlySet<string> = new Set(AREA_CODES.flatMap(([, , codes]) => codes.split(" ")));
const SHORT_CODE = /^\D*\d{3,6}\D*$/;

/**
 * Reads a number as a person, a form or a spreadsheet writes it, or says why it cannot. `defaultCountry` (ISO 3166-1 alpha-2) is
 * meant when no country code is given; null demands one. The one way in which numbers are read: of webhooks, forms, files,
 * searches and privacy requests alike. Safe with any bytes.
 */
export function readPhoneNumber(raw: string, defaultCountry: string | null): NumberReading {
  const tidy = tidyNumber(raw);
  if ("problem" in tidy) return tidy;
  const text = tidy.text.replace(/^(?:\+\s*){2,}|^\+\s*00/, "+");
  const country = defaultCountry?.toUpperCase() ?? "";
  const parsed = parseNumber(text, isSupportedCountry(country) ? country : undefined);
  if (parsed?.ext !== undefined) return { problem: "extension" };
  if (parsed?.isValid()) return judgeNumber(parsed);
  return readAgain(text, parsed) ?? { problem: SHORT_CODE.test(text) ? "not-textable" : "not-a-phone" };
}

/** `readPhoneNumber` where no one is told the reason: null for what no text can be sent to. */
export function toPhoneNumber(raw: string, defaultCountry: string | null): PhoneNumber | null {
  const reading = readPhoneNumber(raw, defaultCountry);
  return "phone" in reading ? reading.phone : null;
}

/**
 * A number as the provider wrote it on an inbound text. The carrier has just received from it, so it exists whether our
 * numbering data knows it yet or not: only its form is checked. Null for short codes and names.
 */
export function phoneFromProvider(raw: string): PhoneNumber | null {
  return isE164(raw) ? raw : null;
}

/** What the plan of no country reads: 00 before a country code, Mexico's old mobile 1, area codes newer than the data. */
function readAgain(text: string, parsed: Parsed | undefined): NumberReading | null {
  const digits = text.replace(/\D/g, "");
  if (/^00[1-9]/.test(digits) && !text.includes("+")) return readPhoneNumber(`+${digits.slice(2)}`, null);
  const mexican = /^\+521(\d{10})$/.exec(parsed?.number ?? "")?.[1];
  if (mexican !== undefined) return readPhoneNumber(`+52${mexican}`, null);
  const [, american] = /^\+1(\d{10})$/.exec(parsed?.number ?? "") ?? [];
  return american !== undefined && hasNewAreaCode(american) ? { phone: `+1${american}` as PhoneNumber } : null;
}

function parseNumber(text: string, defaultCountry: CountryCode | undefined): Parsed | undefined {
  return parsePhoneNumberFromString(text, { ...(defaultCountry ? { defaultCountry } : {}), extract: false });
}

/**
 * Whether a stored E.164 number may be texted: false for the ranges that `readPhoneNumber` refuses, which older versions
 * took in. A number that the numbering data do not know may be. A claim asks this of every recipient.
 */
export function isTextable(phone: string): boolean {
  if (isAmericanPlace(phone)) return true;
  const parsed = parseNumber(phone, undefined);
  return !parsed?.isValid() || !isOfSpecialRange(parsed);
}

/** The area codes of states and provinces hold no such range; taking each number apart would cost tens of microseconds. */
function isAmericanPlace(phone: string): boolean {
  return phone.length === 12 && phone.startsWith("+1") && PLACES.has(phone.slice(2, 5));
}

function isOfSpecialRange(parsed: Parsed): boolean {
  const type = parsed.getType();
  return parsed.isNonGeographic() || (type !== undefined && NOT_TEXTABLE.has(type)) || SATELLITE.test(parsed.number);
}

function judgeNumber(parsed: Parsed): NumberReading {
  if (isOfSpecialRange(parsed)) return { problem: "not-textable" };
  // Some countries' plans hold service numbers of a few digits that no one owns as a phone.
  return isE164(parsed.number) ? { phone: parsed.number } : { problem: "not-textable" };
}

/** ITU-T E.164 allows 15 digits; no country has subscribers' numbers of fewer than seven, its code included. */
function isE164(text: string): text is PhoneNumber {
  return /^\+[1-9]\d{6,14}$/.test(text);
}
