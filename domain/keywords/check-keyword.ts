import { understandReply } from "#domain/compliance/opt-out-words";
import { isReplyWord, plainWord } from "#domain/compliance/reply-words";
import { describeProblem, textProblems } from "#domain/messages/content/check/text-problems";
import { tagProblem } from "#domain/subscribers/tagging/tag-name";
import { checkAll, UserError } from "#domain/user-error";
import { isId } from "#platform/ids";
import { type KeywordDetails, LONGEST_SPELLING } from "./keyword.ts";
import { keywordTags } from "./keyword-tags.ts";
import { isNearOptOut, mayJoinBy } from "./refusals.ts";

const MOST_WORDS = 10;
const WORD = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} '’-]*$/u;
const DAY_MINUTES = 1_440;

/**
 * Throws a UserError, by the fields, for everything that can't be saved. A word that our consent rules read as anything but talk
 * is refused, in every language, as are the shop's own words for STOP: such a text would never reach the keyword. So is what a slip
 * makes of STOP, and, for a keyword that subscribes people, what they text for other reasons (refusals.ts).
 */
export function checkKeyword(details: KeywordDetails, optOutWords: string[], now: Date): void {
  const { answer, closedAnswer, tag, listId, hours, endsAt } = details;
  checkAll(
    () => checkWords(details, optOutWords),
    () => checkText(answer, "answer"),
    () => checkText(closedAnswer, "closedAnswer"),
    () => checkTag(tag),
    () => refuseIf(listId !== null && !isId(listId), "keyword-list", "Choose a list.", "listId"),
    () => refuseIf(hours?.days.length === 0, "keyword-days", "Choose at least one day.", "days"),
    () =>
      refuseIf(
        hours !== null && !(isMinute(hours.opensMinute) && isMinute(hours.closesMinute)),
        "keyword-hours",
        "Enter a time such as 9:00 AM.",
        "closes",
      ),
    () =>
      refuseIf(
        hours !== null && hours.opensMinute >= hours.closesMinute,
        "keyword-hours",
        "Choose a closing time after the opening time.",
        "closes",
      ),
    () => refuseIf(endsAt !== null && endsAt <= now, "keyword-ended", "Choose an end date in the future.", "endsOn"),
    () => checkFitsTogether(details),
  );
}

function checkWords({ words, joins }: KeywordDetails, optOutWords: string[]): void {
  refuseIf(words.length === 0, "keyword-missing", "Enter a keyword.", "words");
  refuseIf(words.length > MOST_WORDS, "keyword-words-many", `Use up to ${MOST_WORDS} spellings.`, "words");
  for (const word of words) {
    refuseIf(
      !WORD.test(word) || word.length > LONGEST_SPELLING,
      "keyword-wrong",
      `“${word.slice(0, LONGEST_SPELLING)}” isn’t a valid keyword. Use up to ${LONGEST_SPELLING} letters and numbers.`,
      "words",
    );
    refuseIf(
      isReplyWord(word) || understandReply(word, optOutWords).meaning !== "conversation",
      "keyword-reserved",
      `“${word}” can’t be a keyword: it opts people in or out, says yes, or asks for help. Choose another word.`,
      "words",
    );
    refuseIf(
      isNearOptOut(word),
      "keyword-near-stop",
      `“${word}” can’t be a keyword: people who mean STOP or another word to opt out may text it by mistake. Choose another word.`,
      "words",
    );
    refuseIf(
      joins && !mayJoinBy(word),
      "keyword-no-consent",
      `“${word}” can’t subscribe people: they also text it to say no, to agree or to thank. Choose a word that is only yours.`,
      "words",
    );
  }
  refuseIf(new Set(words.map(plainWord)).size < words.length, "keyword-twice", "A spelling is listed twice.", "words");
}

function checkText(text: string | null, field: string): void {
  const [problem] = text === null ? [] : textProblems(text, keywordTags, "transactional");
  if (text !== null && problem) throw new UserError("keyword-text", describeProblem(text, problem), field);
}

function checkTag(tag: string | null): void {
  const problem = tag === null ? null : tagProblem(tag);
  if (problem) throw new UserError(problem.code, problem.says, "tag");
}

/** What contradicts itself. */
function checkFitsTogether({ hours, answer, closedAnswer, joins, asksFirst }: KeywordDetails): void {
  refuseIf(
    asksFirst && !joins,
    "keyword-asks",
    "Only a keyword that subscribes people can ask for a YES.",
    "asksFirst",
  );
  refuseIf(
    hours !== null && answer === null && closedAnswer === null,
    "keyword-hours-idle",
    "Opening hours choose between two answers. Enter an answer.",
    "answer",
  );
}

function isMinute(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= DAY_MINUTES;
}

function refuseIf(isWrong: boolean, code: string, says: string, field: string): void {
  if (isWrong) throw new UserError(code, says, field);
}
