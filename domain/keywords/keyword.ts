/** When a store answers, in its own time zone: on these days, from one minute of the day to another. */
export interface OpeningHours {
  /** 1 is Monday, 7 is Sunday. */
  days: number[];
  /** Minutes after midnight; the end is not open any more, and 1,440 is midnight. */
  opensMinute: number;
  closesMinute: number;
}

/** What a merchant writes down about a keyword. */
export interface KeywordDetails {
  /** The first is the one that is advertised; the others start the same. As the merchant typed them, in capitals. */
  words: string[];
  /** A text with merge tags; null: no answer. */
  answer: string | null;
  /** Null: at any hour. */
  hours: OpeningHours | null;
  /** The answer outside the hours; null: none. */
  closedAnswer: string | null;
  /** Added to the people who text the keyword. */
  tag: string | null;
  listId: string | null;
  /** Texting it subscribes the person to marketing texts. */
  joins: boolean;
  /** It asks for a YES first (double opt-in). */
  asksFirst: boolean;
  /** From then on the keyword is talk like any other; null: never. */
  endsAt: Date | null;
}

/** Letters of the longest spelling that can be saved. */
export const LONGEST_SPELLING = 30;

/** A keyword as stored. */
export interface Keyword extends KeywordDetails {
  id: string;
  shopId: string;
  /** Names its public sign-up page: /j/<code>. */
  code: string;
}

/** The word that is advertised. */
export function mainWord({ words }: Pick<KeywordDetails, "words">): string {
  return words[0] ?? "";
}

export function hasEnded({ endsAt }: Pick<KeywordDetails, "endsAt">, now: Date): boolean {
  return endsAt !== null && endsAt <= now;
}
