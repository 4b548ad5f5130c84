import type { LanguageCode } from "./language.ts";

/** Why a text that says no is not taken for a clear no. */
export type Doubt =
  /** The words can mean something else. */
  | "ambiguous"
  /** It is asked whether, when or how. */
  | "asked"
  /** Someone else's words are told. */
  | "reported"
  /** Only some texts are meant, or only for a while. */
  | "limited"
  /** A sign instead of words. */
  | "sign";

/** What told us what a text means. Holds words of our data only, never the shopper's. */
export interface Evidence {
  /**
   * word: one of the words that mean it by themselves. own-word: one of the shop's. typing: such a word with slips.
   * phrase: words that say it. sign: an emoji.
   */
  rule: "word" | "own-word" | "typing" | "phrase" | "sign";
  /** As it stands in the data. */
  phrase: string;
  /** Null for words that are no one's own: STOP. */
  language: LanguageCode | null;
  doubt: Doubt | null;
}

/** What was found in a text. */
export interface Finding {
  isClear: boolean;
  evidence: Evidence;
}
