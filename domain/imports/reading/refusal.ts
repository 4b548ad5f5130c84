/** Why a line of a file was not taken, each with what the merchant can do about it. */
const SENTENCES = {
  "no-phone": "There is no phone number in this line.",
  "not-a-phone":
    "This is not a valid phone number. Write it with its country code, such as +1 212 555 0123, or choose the country that numbers without one are from.",
  "shortened-by-spreadsheet":
    "A spreadsheet has rounded this number (1.2E+10), so digits are missing. Format the column as text in the original list, and save the file again.",
  "several-numbers": "This cell holds more than one phone number. Keep one number in each line.",
  extension: "A text can't reach an extension. Enter a number without one.",
  "not-textable":
    "Texts can't be sent to this kind of number: premium rate, shared cost, pager, satellite or short code. Ask for a mobile number.",
  "unclear-country":
    "This number has no country code, and we don't know the country in this line. Write the country as a name or as two letters (US), or the number with its country code.",
  "not-of-its-country":
    "This is not a valid phone number in the country that this line names. Write the number with its country code, such as +1 212 555 0123.",
  "not-subscribed": "The file says that this person has not agreed to texts.",
  "unclear-consent":
    "The file does not say clearly whether this person agreed. Write yes or no, or map no column to consent.",
  "unclear-date":
    "We can't read the date of consent or of the opt-out. Write it as 2026-11-24, or leave the cell empty.",
  "spreadsheet-date":
    "This date is a spreadsheet's own number for a day (45296). Format the column as a date there, and save the file again.",
  "day-or-month":
    "This date can be read in two ways, and the file's other dates use both. Write all dates as 2026-11-24.",
  "date-to-come": "This person would agree only in the future. Check the date.",
  suppressed: "This number has said STOP, or is on a suppression list. Only the person can change that.",
  "invalid-number": "Texts to this number have failed for good.",
  "opted-out": "This person has said no to your texts since. A file cannot change that, a new sign-up can.",
  "awaits-confirmation": "This person was asked to confirm and has not done so. A file cannot answer for them.",
  erased: "The data of this person was erased at their request. Only a new sign-up brings them back.",
  "older-news": "What we know of this person's consent is newer than this file.",
  "too-many-cells":
    "This line has more cells than the header. A cell that holds a separator must stand in double quotes.",
  "cut-off": "The file ends in the middle of this line. Export it again and upload the whole file.",
  "broken-quotes":
    "The double quotes of this line do not match. A cell with quotes in it must stand in quotes, and each quote in it be doubled.",
  "unclosed-quote": "A double quote opens in this line and is never closed.",
  "line-too-long": "This line is longer than 256 KB: it is no line of a list of people.",
  "null-bytes": "This line holds null bytes: the file is damaged or was not saved as text.",
} as const;

export type RefusalReason = keyof typeof SENTENCES;

/** The merchant's sentence for a reason; an unknown one is shown as it is. */
export function refusalSentence(reason: string): string {
  return reason in SENTENCES ? SENTENCES[reason as RefusalReason] : reason; // looked up just before
}
