/** Why a line of a file was not taken, each with what the merchant can do about it. */
const SENTENCES = {
  "no-phone": "No phone number in this line.",
  "not-a-phone":
    "Invalid phone number. Add the country code, such as +1 212 555 0123, or choose a country for numbers without one.",
  "shortened-by-spreadsheet":
    "A spreadsheet rounded this number (1.2E+10), so digits are missing. Format the column as text in the original file, then export it again.",
  "several-numbers": "This cell has more than one phone number. Keep one number per line.",
  extension: "Extensions can’t receive texts. Enter a number without one.",
  "not-textable":
    "This type of number can’t receive texts (premium rate, shared cost, pager, satellite or short code). Use a mobile number.",
  "unclear-country":
    "This number has no country code and we don’t recognize the country in this line. Enter the country as a name or two letters (US), or add the country code to the number.",
  "not-of-its-country":
    "Invalid phone number for the country in this line. Add the country code, such as +1 212 555 0123.",
  "not-subscribed": "The file says this person hasn’t opted in to texts.",
  "unclear-consent": "The consent value in this line is unclear. Use yes or no, or leave the consent column unmapped.",
  "unclear-date": "We can’t read the opt-in or opt-out date. Use the format 2026-11-24, or leave the cell empty.",
  "spreadsheet-date":
    "This date is a spreadsheet serial number (45296). Format the column as a date, then export the file again.",
  "day-or-month": "This date is ambiguous, and the file mixes date formats. Use the format 2026-11-24 for all dates.",
  "date-to-come": "The opt-in date is in the future. Check the date.",
  suppressed: "This number texted STOP or is on a suppression list. Only the subscriber can opt back in.",
  "invalid-number": "This number can’t receive texts.",
  "opted-out": "This person opted out later. An import can’t change that, but a new sign-up can.",
  "awaits-confirmation": "This person hasn’t confirmed their double opt-in. An import can’t confirm for them.",
  erased: "This person’s data was erased at their request. Only a new sign-up can add them again.",
  "older-news": "We already have newer consent for this person.",
  "too-many-cells": "This line has more cells than the header. Put cells that contain a separator in double quotes.",
  "cut-off": "The file ends in the middle of this line. Export it again and upload the complete file.",
  "broken-quotes":
    "The double quotes in this line don’t match. Put cells with quotes in double quotes, and double each quote inside.",
  "unclosed-quote": "A double quote in this line is never closed.",
  "line-too-long": "This line is longer than 256 KB, so it isn’t a subscriber.",
  "null-bytes": "This line contains null bytes. The file is damaged or wasn’t saved as text.",
} as const;

export type RefusalReason = keyof typeof SENTENCES;

/** The merchant's sentence for a reason; an unknown one is shown as it is. */
export function refusalSentence(reason: string): string {
  return reason in SENTENCES ? SENTENCES[reason as RefusalReason] : reason; // looked up just before
}
