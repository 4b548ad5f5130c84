import { separateReply } from "#domain/compliance/replies/separate/separate";
import { isSlip } from "#domain/compliance/replies/typing";
import { consentWords, plainWord } from "#domain/compliance/reply-words";
import { type Keyword, LONGEST_SPELLING } from "./keyword.ts";

/** A keyword with its spellings as texts are compared with them: one is worked out once, not for each text. */
export type MatchableKeyword = Keyword & { plainWords: string[] };

/** A keyword that a text says, and nothing else. */
export interface KeywordMatch<Of extends Keyword = MatchableKeyword> {
  keyword: Of;
  /** The spelling that was said or meant, plain. */
  word: string;
  /** False for a slip of the thumb and for a question ("SALE?"): it gets the answer, but is no consent. */
  isExact: boolean;
}

/** Shorter words have too many neighbors: "SALE" is forgiven a slip, "VIP" is not. */
const SHORTEST_FORGIVEN = 4;
const MOST_SLIPS = 2;

/**
 * The shop's keyword that a text says, or null. Only for texts that consent rules took for talk: those come first and no keyword
 * can stand before them. A slip counts when it is one of one keyword alone and not as near to a word that opts in or out, agrees
 * or asks for help. What a machine wrote, or a phone's "Liked …", says no keyword: two machines never begin to talk. Pure, and
 * quick whatever the length of the text.
 */
export function matchKeyword<Of extends MatchableKeyword>(body: string, keywords: Of[]): KeywordMatch<Of> | null {
  if (keywords.length === 0) return null;
  const { author, own } = separateReply(body);
  if (author !== "person") return null;
  const said = plainWord(own);
  if (said === "") return null;
  const exact = keywords.find(({ plainWords }) => plainWords.includes(said));
  if (exact) return { keyword: exact, word: said, isExact: !/[?？؟]/.test(own) };
  if (said.length > LONGEST_SPELLING + MOST_SLIPS) return null;
  if (!/^[a-z]+$/.test(said) || /[\p{L}\p{N}]\s+[\p{L}\p{N}]/u.test(own.trim()) || isNearConsent(said)) return null;
  const near = keywords.flatMap((keyword) => {
    const word = keyword.plainWords.find((it) => isForgiven(said, it));
    return word === undefined ? [] : [{ keyword, word, isExact: false }];
  });
  const [only, ...others] = near;
  return only && others.length === 0 ? only : null;
}

/** Words with digits are codes: GLOW10 is not GLOW20. */
function isForgiven(said: string, word: string): boolean {
  return word.length >= SHORTEST_FORGIVEN && /^[a-z]+$/.test(word) && isSlip(said, word);
}

function isNearConsent(said: string): boolean {
  return consentWords.some((word) => word.length >= 3 && isSlip(said, word));
}
