import type { Doubt, Evidence } from "./evidence.ts";
import type { LanguageCode } from "./language.ts";

const languages: Record<LanguageCode, string> = {
  en: "English",
  es: "Spanish",
  fr: "French",
  de: "German",
  it: "Italian",
  pt: "Portuguese",
  nl: "Dutch",
  pl: "Polish",
  ru: "Russian",
  bg: "Bulgarian",
  ar: "Arabic",
  ja: "Japanese",
};

const doubts: Record<Doubt, (what: string) => string> = {
  ambiguous: (what) => `${what} may be an opt-out or something else.`,
  sign: (what) => `${what} alone may be an opt-out.`,
  asked: (what) => `${what} is an opt-out, but here it looks like a question.`,
  reported: (what) => `${what} is an opt-out, but it may quote someone else.`,
  limited: (what) => `${what} is an opt-out, but maybe only for some texts or for a limited time.`,
};

/** What was understood of a reply and why, in one sentence for a merchant. */
export function explainEvidence({ phrase, language, doubt }: Evidence): string {
  const what = language === null ? `“${phrase}”` : `“${phrase}” (${languages[language]})`;
  return doubt === null ? `${what} says that no more texts are wanted.` : doubts[doubt](what);
}
