import { toPlainLetters, wordsOf } from "#domain/compliance/replies/fold";
import type { LanguageCode } from "#domain/compliance/replies/language";
import { arabic } from "#domain/compliance/replies/lexicon/words/arabic";
import { bulgarian } from "#domain/compliance/replies/lexicon/words/bulgarian";
import { dutch } from "#domain/compliance/replies/lexicon/words/dutch";
import { english } from "#domain/compliance/replies/lexicon/words/english";
import { french } from "#domain/compliance/replies/lexicon/words/french";
import { german } from "#domain/compliance/replies/lexicon/words/german";
import { international } from "#domain/compliance/replies/lexicon/words/international";
import { italian } from "#domain/compliance/replies/lexicon/words/italian";
import { japanese } from "#domain/compliance/replies/lexicon/words/japanese";
import { polish } from "#domain/compliance/replies/lexicon/words/polish";
import { portuguese } from "#domain/compliance/replies/lexicon/words/portuguese";
import { russian } from "#domain/compliance/replies/lexicon/words/russian";
import { spanish } from "#domain/compliance/replies/lexicon/words/spanish";
import { CONCEPTS, type Concept, type Words } from "./concept.ts";
import { GOODS } from "./goods.ts";
import { inLatin, slipsOf, toRoughSpelling, withoutK } from "./respell.ts";

const languages: [LanguageCode, Words][] = [
  ["en", english],
  ["es", spanish],
  ["fr", french],
  ["de", german],
  ["it", italian],
  ["pt", portuguese],
  ["nl", dutch],
  ["pl", polish],
  ["ru", russian],
  ["bg", bulgarian],
  ["ar", arabic],
  ["ja", japanese],
];

/** An entry of the lexicon: words in a row, the last of which may be a beginning. */
interface Entry {
  concept: Concept;
  /** Null for words that people use in any language. */
  language: LanguageCode | null;
  /** As the explanation shows it. */
  shown: string;
  words: string[];
  isBeginning: boolean;
  /** Not as the language is written: "pishete", "kitenme". */
  isRespelt: boolean;
}

export interface Hit {
  concept: Concept;
  language: LanguageCode | null;
  shown: string;
  from: number;
  /** The word after it. */
  to: number;
  /** Recognised although it is not written as the language writes it. Such a word makes nothing clear. */
  isRespelt: boolean;
}

const SHORTEST_BEGINNING = 2;
const LONGEST_WORD = 24;

/** By the first word, and by the first beginning. */
const whole = new Map<string, Entry[]>();
const beginnings = new Map<string, Entry[]>();
/** Russian and Bulgarian in Latin letters. */
const latinWhole = new Map<string, Entry[]>();
const latinBeginnings = new Map<string, Entry[]>();

for (const [language, words] of [...languages, [null, international] as const])
  for (const concept of CONCEPTS)
    for (const text of words[concept]?.split(" ") ?? []) addEntry(entryOf(text, concept, language));
for (const [language] of languages)
  for (const text of GOODS[language].split(" ")) addEntry(entryOf(text, "goods", language));

function entryOf(text: string, concept: Concept, language: LanguageCode | null): Entry {
  const isBeginning = text.endsWith("*");
  const shown = text.replace(/\*$/, "").replaceAll("_", " ");
  // Letters that look Latin stay Cyrillic here, as they do in a Cyrillic text.
  const words = language === "ru" || language === "bg" ? wordsOf(`${shown} б`).slice(0, -1) : wordsOf(shown);
  const isForeign = language === "ru" || language === "bg" || language === "ar";
  const isRespelt = isForeign && words.every((word) => /^[a-z0-9]+$/.test(word));
  return {
    concept,
    language,
    shown: isBeginning ? `${toPlainLetters(shown).trim()}…` : shown,
    words,
    isBeginning,
    isRespelt,
  };
}

function addEntry(entry: Entry): void {
  const [first, ...more] = entry.words;
  if (first === undefined) throw new Error(`"${entry.shown}" has no words.`);
  const isOneBeginning = entry.isBeginning && more.length === 0;
  addTo(isOneBeginning ? beginnings : whole, first, entry);
  // What says so alone is listed in Latin letters by hand: "polici…" is also how "policy" sounds.
  const latin = more.length === 0 && entry.concept !== "angry" ? inLatin(first, entry.language) : null;
  if (latin !== null)
    addTo(isOneBeginning ? latinBeginnings : latinWhole, latin, { ...entry, words: [latin], isRespelt: true });
}

function addTo(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known) known.push(entry);
  else map.set(key, [entry]);
}

/** Concepts in which a slip is looked for: words that say nothing alone. */
const SLIPPING = new Set<Concept>([
  ...(["send", "texts", "want", "number", "list", "erase", "wrong", "enough"] as const),
  ...(["end", "leave"] as const),
]);
const slip = slipsOf(whole.keys());

/** Every word and run of words of a text that has to do with texts, by where it begins. Linear in the words. */
export function conceptsIn(words: string[]): Hit[] {
  const hits: Hit[] = [];
  const add = ({ concept, language, shown, isRespelt }: Entry, from: number, to: number, isOther = false) =>
    hits.push({ concept, language, shown, from, to, isRespelt: isRespelt || isOther });
  const addAll = (spelt: string[], from: number, isOther: boolean): boolean => {
    const before = hits.length;
    const word = spelt[from] ?? "";
    for (const entry of whole.get(word) ?? [])
      if (standsAt(entry, spelt, from)) add(entry, from, from + entry.words.length, isOther);
    for (const entry of begunBy(word, beginnings)) add(entry, from, from + 1, isOther);
    return hits.length > before;
  };
  const withoutKs = words.map((word) => withoutK(word) ?? word);
  for (const [from, word] of words.entries()) {
    if (addAll(words, from, false) || !/^[a-z]+$/.test(word)) continue;
    if (withoutKs[from] !== word && addAll(withoutKs, from, true)) continue;
    const latin = toRoughSpelling(word);
    const written = [...(latinWhole.get(latin) ?? []), ...begunBy(latin, latinBeginnings)];
    for (const entry of written) add(entry, from, from + 1);
    if (written.length > 0) continue;
    for (const entry of whole.get(slip(word) ?? "") ?? [])
      if (entry.words.length === 1 && SLIPPING.has(entry.concept)) add(entry, from, from + 1, true);
  }
  return hits;
}

function begunBy(word: string, by: Map<string, Entry[]>): Entry[] {
  const found: Entry[] = [];
  for (let length = SHORTEST_BEGINNING; length <= Math.min(word.length, LONGEST_WORD); length += 1)
    found.push(...(by.get(word.slice(0, length)) ?? []));
  return found;
}

function standsAt(entry: Entry, words: string[], from: number): boolean {
  const last = entry.words.length - 1;
  return entry.words.every((word, i) =>
    i === last && entry.isBeginning ? words[from + i]?.startsWith(word) : words[from + i] === word,
  );
}
