import { readComplaint } from "#domain/compliance/replies/complaints/complaints";
import type { Evidence, Finding } from "#domain/compliance/replies/evidence";
import { type Folded, foldText, wordsOf } from "#domain/compliance/replies/fold";
import { readFreeText, talkIn, withoutFillers } from "#domain/compliance/replies/free-text";
import { conceptsIn, type Hit } from "#domain/compliance/replies/lexicon/lexicon";
import { readConcepts } from "#domain/compliance/replies/lexicon/read-concepts";
import { namesIn, readOtherName } from "#domain/compliance/replies/names";
import { separateReply } from "#domain/compliance/replies/separate/separate";
import { typistFor } from "#domain/compliance/replies/typing";
import { HELP, OPT_IN, OPT_OUT, YES } from "./reply-words.ts";

/** What a shopper wants with a text, and what told us. */
export type Understanding =
  | {
      /**
       * unsure: it may be an opt-out; a person has to read it. yes: agreement to a question that was asked, an opt-in
       * only while the subscription is pending.
       */
      meaning: "opt-out" | "unsure" | "opt-in" | "help" | "yes";
      evidence: Evidence;
    }
  | { meaning: "conversation"; evidence: null };

const known = new Map<string, { meaning: "opt-out" | "opt-in" | "help" | "yes"; word: string }>(
  (
    [
      ["yes", YES],
      ["help", HELP],
      ["opt-in", OPT_IN],
      ["opt-out", OPT_OUT],
    ] as const
  ).flatMap(([meaning, words]) => words.map((word) => [wordsOf(word).join(" "), { meaning, word }] as const)),
);

const COURTESY = new Set(["please", "pls", "plz", "thanks", "thx", "now"]);
/** Said without a word. */
const SIGNS = /^(?:🛑|⛔|🚫|✋|🖕|🙅|❌)+$/u;

/** A word with a slip of the thumb, when it is all that is said. Short ones are left out: "baja" is too near to much. */
export const typedKeywords = [...known]
  .flatMap(([word, { meaning }]) => (meaning === "opt-out" && /^[a-z]{4,}$/.test(word) ? [word] : []))
  .filter((word) => word === "stop" || word.length > 5);
const typist = typistFor(typedKeywords);

/**
 * Understands what a shopper wrote. First the words that mean something by themselves, in any case and script width, with
 * whatever punctuation, quotes, emoji, accents and courtesies around them, or those words mistyped. Then who wrote it: a
 * reaction or an automatic answer is talk, and what is quoted or signed is left out. Then what the person says, by the
 * phrases of their language and by the words that belong together. A revocation that is not clear is "unsure", never
 * talk. `extraWords` are the shop's own words for STOP, and win over all but nothing takes STOP away. Pure; linear in
 * the text.
 */
export function understandReply(body: string, extraWords: string[] = []): Understanding {
  const all = foldText(body);
  if (all.words.length === 0) return readSigns(body);
  const own = ownWords(extraWords);
  const keyword = readKeyword(all.words, own);
  if (keyword) return keyword;
  const { author, own: said } = separateReply(body);
  if (author === "reaction") return TALK;
  const folded = foldText(said);
  const signed = readKeyword(folded.words, own) ?? readFirstLine(said, own);
  if (signed) return signed;
  const found = readWords(folded, said);
  if (found === null) return TALK;
  if (author === "person") return { meaning: found.isClear ? "opt-out" : "unsure", evidence: found.evidence };
  // A machine says "no texts to this number" and "reply STOP"; only a person says "stop texting me" beside it.
  return found.isClear && tellsUsToEnd(found.evidence, folded) ? heldBack(found.evidence) : TALK;
}

const TALK: Understanding = { meaning: "conversation", evidence: null };

function readWords(folded: Folded, said: string): Finding | null {
  const found = conceptsIn(folded.words);
  const orders = new Set(
    found.flatMap(({ concept, from }) => (concept === "order" ? [folded.clauses[from] ?? 0] : [])),
  );
  const phrase = readFreeText(folded, orders);
  if (phrase !== null) return phrase;
  const hits = withGoodsOrdered(found, folded);
  const talk = new Set(talkIn(folded).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)));
  const standing = hits.filter(({ from, concept }) => concept === "order" || !talk.has(from));
  const together = readConcepts(folded, standing);
  if (together !== null) return together;
  return readComplaint(folded, hits, talk) ?? readOtherName(folded, hits, namesIn(said));
}

/** Goods count as an order in a sentence that does not speak of texts. */
function withGoodsOrdered(hits: Hit[], { sentences }: Folded): Hit[] {
  const aboutTexts = new Set(hits.flatMap(({ concept, from }) => (concept === "texts" ? [sentences[from]] : [])));
  return hits.flatMap((hit) => {
    if (hit.concept !== "goods") return [hit];
    return aboutTexts.has(sentences[hit.from]) ? [] : [{ ...hit, concept: "order" as const }];
  });
}

function tellsUsToEnd({ phrase, language }: Evidence, said: Folded): boolean {
  const speaksOfSelf = conceptsIn(said.words).some((hit) => hit.concept === "me" && hit.language === language);
  return speaksOfSelf && phrase.includes(" ") && conceptsIn(wordsOf(phrase)).some(({ concept }) => concept === "end");
}

function heldBack(evidence: Evidence): Understanding {
  return { meaning: "unsure", evidence: { ...evidence, doubt: "reported" } };
}

type OwnWords = Map<string, string>;

function ownWords(words: string[]): OwnWords {
  return new Map(words.map((word) => [wordsOf(word).join(" "), word] as const));
}

/** A name, a greeting or a mail program's line may stand below. */
const MOST_WORDS_BELOW = 10;

/** A STOP on a line of its own, with something below that is no part of its sentence: "Stop", and then a signature. */
function readFirstLine(text: string, own: OwnWords): Understanding | null {
  const [first, ...below] = text.split("\n").filter((line) => /[\p{L}\p{N}]/u.test(line));
  if (first === undefined || below.length === 0) return null;
  const keyword = readKeyword(wordsOf(first), own);
  if (keyword?.meaning !== "opt-out" || keyword.evidence.rule === "typing") return null;
  const rest = wordsOf(below.join(" "));
  if (rest.length > MOST_WORDS_BELOW) return null;
  // "Cancel" above "my order, please" is about the order.
  return conceptsIn(rest).some(({ concept }) => concept === "order") ? null : keyword;
}

function readKeyword(words: string[], own: OwnWords): Understanding | null {
  const withoutCourtesy = words.filter((word) => !COURTESY.has(word));
  const bare = withoutFillers(words);
  for (const candidate of [words, withoutCourtesy, dropRepeats(withoutCourtesy), bare, dropRepeats(bare)]) {
    const text = candidate.join(" ");
    if (text === "") continue;
    const ownWord = own.get(text);
    if (ownWord !== undefined)
      return { meaning: "opt-out", evidence: { rule: "own-word", phrase: ownWord, language: null, doubt: null } };
    const it = known.get(text);
    if (it) return { meaning: it.meaning, evidence: { rule: "word", phrase: it.word, language: null, doubt: null } };
  }
  const [only, ...more] = bare.length > 0 ? bare : words;
  const meant = only !== undefined && more.length === 0 ? typist.meant(only) : null;
  return meant === null
    ? null
    : { meaning: "opt-out", evidence: { rule: "typing", phrase: meant.toUpperCase(), language: null, doubt: null } };
}

function readSigns(body: string): Understanding {
  const signs = body.replace(/[\s\p{P}\p{M}\p{Cf}\p{Emoji_Modifier}]+/gu, "");
  if (!SIGNS.test(signs)) return { meaning: "conversation", evidence: null };
  return { meaning: "unsure", evidence: { rule: "sign", phrase: [...signs][0] ?? "", language: null, doubt: "sign" } };
}

/** "STOP STOP STOP" is STOP. */
function dropRepeats(words: string[]): string[] {
  return new Set(words).size === 1 ? words.slice(0, 1) : words;
}
