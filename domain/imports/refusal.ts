/** Why a line of a file was not taken, each with what the merchant can do about it. */
const SENTENCES = {
  "no-phone": "There is no phone number in this line.",
  "not-a-phone":
    "This is no phone number that exists. Write it with its country code, such as +1 212 555 0123, or choose the country that numbers without one are from.",
  "shortened-by-spreadsheet":
    "A spreadsheet has rounded this number (1.2E+10). Format the column as text there, and save the file again.",
  "not-subscribed": "The file says that this person has not agreed to texts.",
  "unclear-consent":
    "The file does not say clearly whether this person agreed. Write yes or no, or map no column to consent.",
  "unclear-date": "This is no date that we can read. Write it as 2026-11-24.",
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
