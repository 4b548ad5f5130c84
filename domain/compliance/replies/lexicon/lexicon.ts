import { plainly, wordsOf } from "../fold.ts";
import type { LanguageCode } from "../language.ts";
import { CONCEPTS, type Concept, type Words } from "./concept.ts";
import { arabic } from "./words/arabic.ts";
import { bulgarian } from "./words/bulgarian.ts";
import { dutch } from "./words/dutch.ts";
import { english } from "./words/english.ts";
import { french } from "./words/french.ts";
import { german } from "./words/german.ts";
import { international } from "./words/international.ts";
import { italian } from "./words/italian.ts";
import { japanese } from "./words/japanese.ts";
import { polish } from "./words/polish.ts";
import { portuguese } from "./words/portuguese.ts";
import { russian } from "./words/russian.ts";
import { spanish } from "./words/spanish.ts";

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
}

export interface Hit {
  concept: Concept;
  language: LanguageCode | null;
  shown: string;
  from: number;
  /** The word after it. */
  to: number;
}

const SHORTEST_BEGINNING = 2;
const LONGEST_WORD = 24;

/** By the first word, and by the first beginning. */
const whole = new Map<string, Entry[]>();
const beginnings = new Map<string, Entry[]>();

for (const [language, words] of [...languages, [null, international] as const])
  for (const concept of CONCEPTS)
    for (const text of words[concept]?.split(" ") ?? []) addEntry(entryOf(text, concept, language));

function entryOf(text: string, concept: Concept, language: LanguageCode | null): Entry {
  const isBeginning = text.endsWith("*");
  const shown = text.replace(/\*$/, "").replaceAll("_", " ");
  // Letters that look Latin stay Cyrillic here, as they do in a Cyrillic text.
  const words = language === "ru" || language === "bg" ? wordsOf(`${shown} б`).slice(0, -1) : wordsOf(shown);
  return { concept, language, shown: isBeginning ? `${plainly(shown).trim()}…` : shown, words, isBeginning };
}

function addEntry(entry: Entry): void {
  const [first] = entry.words;
  if (first === undefined) throw new Error(`"${entry.shown}" has no words.`);
  const map = entry.isBeginning && entry.words.length === 1 ? beginnings : whole;
  const known = map.get(first);
  if (known) known.push(entry);
  else map.set(first, [entry]);
}

/** Every word and run of words of a text that has to do with texts, by where it begins. Linear in the words. */
export function conceptsIn(words: string[]): Hit[] {
  const hits: Hit[] = [];
  const add = ({ concept, language, shown }: Entry, from: number, to: number) =>
    hits.push({ concept, language, shown, from, to });
  for (const [from, word] of words.entries()) {
    for (const entry of whole.get(word) ?? [])
      if (standsAt(entry, words, from)) add(entry, from, from + entry.words.length);
    for (let length = SHORTEST_BEGINNING; length <= Math.min(word.length, LONGEST_WORD); length += 1)
      for (const entry of beginnings.get(word.slice(0, length)) ?? []) add(entry, from, from + 1);
  }
  return hits;
}

function standsAt(entry: Entry, words: string[], from: number): boolean {
  const last = entry.words.length - 1;
  return entry.words.every((word, i) =>
    i === last && entry.isBeginning ? words[from + i]?.startsWith(word) : words[from + i] === word,
  );
}
