import { separateReply } from "#domain/compliance/replies/separate/separate";
import { isSlip } from "#domain/compliance/replies/typing";
import { consentWords, plainWord } from "#domain/compliance/reply-words";
import type { Keyword } from "./keyword.ts";

/** A keyword that a text says, and nothing else. */
export interface KeywordMatch<Of extends Keyword = Keyword> {
  keyword: Of;
  /** False for a slip of the thumb and for a question ("SALE?"): it gets the answer, but is no consent. */
  isExact: boolean;
}

/** Shorter words have too many neighbors: "SALE" is forgiven a slip, "VIP" is not. */
const SHORTEST_FORGIVEN = 4;

/**
 * The shop's keyword that a text says, or null. Only for texts that consent rules took for talk: those come first and no keyword
 * can stand before them. A slip counts when it is one of one keyword alone and not as near to a word that opts in or out, agrees
 * or asks for help. What a machine wrote, or a phone's "Liked …", says no keyword: two machines never begin to talk. Pure.
 */
export function matchKeyword<Of extends Keyword>(body: string, keywords: Of[]): KeywordMatch<Of> | null {
  if (keywords.length === 0) return null;
  const { author, own } = separateReply(body);
  if (author !== "person") return null;
  const said = plainWord(own);
  if (said === "") return null;
  const exact = keywords.find(({ words }) => words.some((word) => plainWord(word) === said));
  if (exact) return { keyword: exact, isExact: !/[?？؟]/.test(own) };
  if (!/^[a-z]+$/.test(said) || /[\p{L}\p{N}]\s+[\p{L}\p{N}]/u.test(own.trim()) || isNearConsent(said)) return null;
  const near = keywords.filter(({ words }) => words.some((word) => isForgiven(said, plainWord(word))));
  const [only, ...others] = near;
  return only && others.length === 0 ? { keyword: only, isExact: false } : null;
}

/** Words with digits are codes: GLOW10 is not GLOW20. */
function isForgiven(said: string, word: string): boolean {
  return word.length >= SHORTEST_FORGIVEN && /^[a-z]+$/.test(word) && isSlip(said, word);
}

function isNearConsent(said: string): boolean {
  return consentWords.some((word) => word.length >= 3 && isSlip(said, word));
}
