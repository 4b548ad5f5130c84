import { dutch } from "#domain/compliance/replies/languages/dutch";
import { english } from "#domain/compliance/replies/languages/english";
import { french } from "#domain/compliance/replies/languages/french";
import { german } from "#domain/compliance/replies/languages/german";
import { italian } from "#domain/compliance/replies/languages/italian";
import { polish } from "#domain/compliance/replies/languages/polish";
import { portuguese } from "#domain/compliance/replies/languages/portuguese";
import { spanish } from "#domain/compliance/replies/languages/spanish";
import type { Doubt, Evidence, Finding } from "./evidence.ts";
import type { Folded } from "./fold.ts";
import type { Language, LanguageCode } from "./language.ts";
import { byFirstWord, endOf, type Phrase, parsePhrase, wordsInPhrase } from "./phrase.ts";
import { typistFor } from "./typing.ts";

const languages: Language[] = [english, spanish, french, german, italian, portuguese, dutch, polish];

const ROLES = [
  "revoking",
  "revokingAlone",
  "unsureAlone",
  "unsure",
  "harmless",
  "conditions",
  "reports",
  "limits",
] as const satisfies (keyof Language)[];
type Role = (typeof ROLES)[number];

interface Entry {
  phrase: Phrase;
  role: Role;
  language: LanguageCode;
}

interface Hit extends Entry {
  from: number;
  /** The word after it. */
  to: number;
}

const entries: Entry[] = languages.flatMap((language) =>
  ROLES.flatMap((role) =>
    language[role].map((text) => ({ phrase: parsePhrase(text, language.sets), role, language: language.code })),
  ),
);
const index = byFirstWord(entries);
const fillers = new Set(languages.flatMap((language) => language.fillers));
const vocabulary = new Set([...entries.flatMap(({ phrase }) => wordsInPhrase(phrase)), ...fillers]);
/** Words that are recognised with a slip of the thumb in them. */
export const typedWords = languages.flatMap((language) => language.typed);
const typist = typistFor(typedWords);

/**
 * What a text says about our texts in the shopper's own words; null when it says nothing about them. `orders`: the clauses
 * that speak of an order or something else that can be cancelled: what may be a revocation there is about that.
 */
export function readFreeText(folded: Folded, orders: Set<number> = new Set()): Finding | null {
  const text = { ...folded, words: folded.words.map(wordMeant) };
  const hits = hitsIn(text);
  const masks = hits.filter(({ role }) => role === "harmless");
  const isTalk = masks.some(({ from, to }) =>
    text.words.every((word, i) => (i >= from && i < to) || fillers.has(word)),
  );
  const whole = isTalk ? null : readWhole(text.words);
  if (whole) return whole;
  const standing = hits.filter((hit) => !masks.some((mask) => mask.from <= hit.from && hit.from < mask.to));
  const revoking = standing.filter(({ role }) => role === "revoking");
  const doubts = new Map(revoking.map((hit) => [hit, doubtAbout(hit, hits, text)]));
  // What is doubtful in one language is not made clear by its likeness to another.
  const clear = revoking.find((hit) =>
    revoking.every((other) => doubts.get(other) === null || other.from >= hit.to || other.to <= hit.from),
  );
  if (clear) return makeFinding(clear, text.words, null);
  const [first] = revoking;
  if (first) return makeFinding(first, text.words, doubts.get(first) ?? "ambiguous");
  const unsure = standing.find(({ role, from }) => role === "unsure" && !orders.has(folded.clauses[from] ?? 0));
  return unsure ? makeFinding(unsure, text.words, "ambiguous") : readSentences(text, orders);
}

/** What would be said if a sentence were all: "Ok bye. Blocked." What stands beside it makes it doubtful. */
function readSentences({ words, sentences, clauses }: Folded, orders: Set<number>): Finding | null {
  if (sentences[0] === sentences.at(-1)) return null;
  for (let from = 0, to = 0; from < words.length; from = to) {
    while (to < words.length && sentences[to] === sentences[from]) to += 1;
    const found = orders.has(clauses[from] ?? 0) ? null : readWhole(words.slice(from, to));
    if (found !== null) return { isClear: false, evidence: { ...found.evidence, doubt: "ambiguous" } };
  }
  return null;
}

/** Where talk stands in which words mean something else than they say: "non-stop", "do not remove me". */
export function talkIn(folded: Folded): { from: number; to: number }[] {
  return hitsIn(folded).filter(({ role }) => role === "harmless");
}

/** Leaves out what changes nothing: courtesy, emphasis, greetings, in any language. */
export function withoutFillers(words: string[]): string[] {
  return words.filter((word) => !fillers.has(word));
}

/** The word, or the one that was meant by it. */
function wordMeant(word: string): string {
  return vocabulary.has(word) ? word : (typist.meant(word) ?? word);
}

/** A phrase that is all that is said, with or without the courtesies around and within it. */
function readWhole(words: string[]): Finding | null {
  let unsure: Finding | null = null;
  for (const all of [words, withoutFillers(words)]) {
    const oneUnit = all.map(() => 0);
    for (const entry of index(all[0] ?? "")) {
      const { role, phrase } = entry;
      if (role !== "revoking" && role !== "revokingAlone" && role !== "unsureAlone") continue;
      if (endOf(phrase, all, oneUnit, 0, all.length) === -1) continue;
      const hit = { ...entry, from: 0, to: all.length };
      if (role !== "unsureAlone") return makeFinding(hit, all, null);
      unsure ??= makeFinding(hit, all, "ambiguous");
    }
  }
  return unsure;
}

function hitsIn({ words, sentences, clauses }: Folded): Hit[] {
  const hits: Hit[] = [];
  for (const [from, word] of words.entries())
    for (const entry of index(word)) {
      if (entry.role === "revokingAlone" || entry.role === "unsureAlone") continue;
      // Talk that explains a word away stands in one clause with it: "stop, by the way" is not "stop by".
      const to = endOf(entry.phrase, words, entry.role === "harmless" ? clauses : sentences, from);
      if (to !== -1) hits.push({ ...entry, from, to });
    }
  return hits;
}

function doubtAbout(hit: Hit, hits: Hit[], { sentences, clauses }: Folded): Doubt | null {
  const isOf = (role: Role) => (other: Hit) => other.role === role && other.language === hit.language;
  const isBefore = (units: number[]) => (other: Hit) => other.from < hit.from && units[other.from] === units[hit.from];
  if (hits.filter(isOf("reports")).some(isBefore(sentences))) return "reported";
  if (hits.filter(isOf("conditions")).some(isBefore(clauses))) return "asked";
  return hits.filter(isOf("limits")).some((other) => other.from >= hit.to) ? "limited" : null;
}

/** The evidence names the words that our data knows; what stood in a gap is the shopper's own. */
function makeFinding({ phrase, language, from, to }: Hit, words: string[], doubt: Doubt | null): Finding {
  const ours = new Set(wordsInPhrase(phrase));
  const shown = words.slice(from, to).map((word) => (ours.has(word) ? word : "…"));
  const evidence: Evidence = { rule: "phrase", phrase: shown.join(" ").replace(/…(?: …)+/g, "…"), language, doubt };
  return { isClear: doubt === null, evidence };
}
