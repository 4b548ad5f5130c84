import { UserError } from "#domain/user-error";
import { understandReply } from "./opt-out-words.ts";

const MOST_WORDS = 30;
const WORD = /^[\p{L}\p{N}][\p{L}\p{N} '’-]{0,29}$/u;

/**
 * The shop's own words for STOP as they are stored: in capitals, each once. Throws a UserError for too many words, for what
 * is not a word, and for a word that already asks to join or for help, or says yes, in any language we read.
 */
export function checkOwnWords(words: string[]): string[] {
  const cleaned = [...new Set(words.map((word) => word.trim().toUpperCase()).filter((word) => word !== ""))];
  if (cleaned.length > MOST_WORDS)
    throw new UserError("settings-words-many", `Use up to ${MOST_WORDS} keywords.`, "optOutWords");
  for (const word of cleaned) checkWord(word);
  return cleaned;
}

function checkWord(word: string): void {
  if (!WORD.test(word))
    throw new UserError(
      "settings-word-wrong",
      `"${word.slice(0, 30)}" isn’t a valid keyword. Use letters and numbers.`,
      "optOutWords",
    );
  if (["opt-in", "help", "yes"].includes(understandReply(word).meaning))
    throw new UserError(
      "settings-word-taken",
      `${word} can’t be an opt-out keyword. Shoppers text it to join, to say yes or to get help.`,
      "optOutWords",
    );
}
