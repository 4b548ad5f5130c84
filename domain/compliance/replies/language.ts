export type LanguageCode = "en" | "es" | "fr" | "de" | "it" | "pt" | "nl" | "pl" | "ru" | "bg" | "ar" | "ja";

/**
 * How people of one language say that they want no more texts. Phrases are written as fold.ts leaves words (lower case,
 * no accents, "dont", "n ecrivez"):
 *   (a|b c)   one of these      word?  (a|b)?   may be left out      <texts>   one of the set of that name
 *   _         up to three words of whatever kind                    (a|b)~   up to three of these, or none
 *   abc*      any word that begins so
 */
export interface Language {
  code: LanguageCode;
  sets: Record<string, string>;
  /** Say by themselves that no more texts are wanted, wherever they stand. */
  revoking: string[];
  /** Say so when nothing else is said. */
  revokingAlone: string[];
  /** May say so when nothing else is said. */
  unsureAlone: string[];
  /** May say so: a person has to read it. */
  unsure: string[];
  /** Talk in which the words above mean something else. What begins inside such a phrase does not count. */
  harmless: string[];
  /** Before a revoking phrase, in its clause: it is asked about, not said. */
  conditions: string[];
  /** Before it, in its sentence: someone else's words. */
  reports: string[];
  /** After it, wherever: only some texts are meant, or only for a while. */
  limits: string[];
  /** Courtesy and emphasis, which change nothing. */
  fillers: string[];
  /** Words that are recognised with a slip of the thumb in them. */
  typed: string[];
}
