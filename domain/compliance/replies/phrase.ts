import type { Folded } from "./fold.ts";

/** A phrase of a language's data, ready to be looked for. */
export interface Phrase {
  /** As it stands in the data. */
  text: string;
  elements: Element[];
}

interface Element {
  /** Each is a run of words; a word that ends in "*" is any word that begins so. Empty for a gap. */
  choices: string[][];
  isOptional: boolean;
  /** How often one of the choices may stand, one after the other. */
  most: number;
  /** Up to so many words of whatever kind. */
  gap: number;
}

const LONGEST_GAP = 3;
const MOST_REPEATS = 3;

/** Reads one phrase of the notation in language.ts. Throws when the data is wrong: that is for our tests to see. */
export function parsePhrase(text: string, sets: Record<string, string>): Phrase {
  const pieces = text.match(/\([^()]*\)[?~]?|[^\s()]+/g) ?? [];
  if (pieces.join("").length !== text.replace(/\s(?![^()]*\))/g, "").length || pieces.length === 0)
    throw new Error(`"${text}" is no phrase: its brackets are wrong.`);
  return { text, elements: pieces.map((piece) => parseElement(piece, sets)) };
}

function parseElement(piece: string, sets: Record<string, string>): Element {
  if (piece === "_") return { choices: [], isOptional: true, most: 1, gap: LONGEST_GAP };
  const isOptional = /[?~]$/.test(piece);
  const most = piece.endsWith("~") ? MOST_REPEATS : 1;
  const bare = piece.replace(/[?~]$/, "").replace(/^\(|\)$/g, "");
  return { choices: bare.split("|").flatMap((choice) => runsOf(choice, sets)), isOptional, most, gap: 0 };
}

/** A choice may name sets: "my <number>" is as many runs as there are words for a number. */
function runsOf(choice: string, sets: Record<string, string>): string[][] {
  return choice
    .trim()
    .split(/\s+/)
    .reduce<string[][]>(
      (runs, word) => {
        const name = /^<(\w+)>$/.exec(word)?.[1];
        if (name === undefined && !/^[\p{L}\p{N}]+\*?$/u.test(word)) throw new Error(`"${word}" is no word.`);
        const continuations = name === undefined ? [[word]] : runsOfSet(name, sets);
        return runs.flatMap((run) => continuations.map((more) => [...run, ...more]));
      },
      [[]],
    );
}

function runsOfSet(name: string, sets: Record<string, string>): string[][] {
  const set = sets[name];
  if (set === undefined) throw new Error(`Unknown set "${name}".`);
  return set.split("|").map((choice) => choice.trim().split(/\s+/));
}

/**
 * Where the phrase that begins at this word ends (the number of the word after it), or -1. Never crosses an end of
 * `within`; with `upTo` it has to end there.
 */
export function endOf(
  { elements }: Phrase,
  words: string[],
  within: Folded["sentences"],
  at: number,
  upTo: number | null = null,
): number {
  const unit = within[at];

  function followWords(element: number, position: number, times = 0): number {
    const wanted = elements[element];
    if (wanted === undefined) return upTo === null || position === upTo ? position : -1;
    for (let skip = 0; skip < wanted.gap && within[position + skip] === unit; skip += 1) {
      const end = followWords(element + 1, position + skip);
      if (end !== -1) return end;
    }
    if (wanted.gap > 0) return followWords(element + 1, Math.min(position + wanted.gap, words.length));
    for (const choice of wanted.choices) {
      if (!choice.every((word, i) => isWord(word, words[position + i]) && within[position + i] === unit)) continue;
      const next = position + choice.length;
      const again = times + 1 < wanted.most ? followWords(element, next, times + 1) : -1;
      const end = again === -1 ? followWords(element + 1, next) : again;
      if (end !== -1) return end;
    }
    return wanted.isOptional && times === 0 ? followWords(element + 1, position) : -1;
  }
  return followWords(0, at);
}

function isWord(wanted: string, word: string | undefined): boolean {
  return wanted.endsWith("*") ? (word?.startsWith(wanted.slice(0, -1)) ?? false) : word === wanted;
}

/** What a word or its beginning can be the first word of: what is looked for at a word is only what can begin there. */
export function byFirstWord<Of extends { phrase: Phrase }>(entries: Of[]): (word: string) => Of[] {
  const index = new Map<string, Of[]>();
  const lengths = new Set<number>();
  for (const entry of entries)
    for (const word of firstWords(entry.phrase)) {
      if (word.endsWith("*")) lengths.add(word.length - 1);
      const known = index.get(word);
      if (known) known.push(entry);
      else index.set(word, [entry]);
    }
  const beginnings = [...lengths];
  return (word) => [
    ...(index.get(word) ?? []),
    ...beginnings.flatMap((length) => (length > word.length ? [] : (index.get(`${word.slice(0, length)}*`) ?? []))),
  ];
}

function firstWords({ text, elements }: Phrase): Set<string> {
  const words = new Set<string>();
  for (const { choices, isOptional, gap } of elements) {
    if (gap > 0) throw new Error(`"${text}" begins with a gap.`);
    for (const [first] of choices) words.add(first ?? "");
    if (!isOptional) return words;
  }
  throw new Error(`"${text}" may be empty.`);
}

/** Every word that stands in a phrase. */
export function wordsInPhrase({ elements }: Phrase): string[] {
  return elements.flatMap(({ choices }) => choices.flat());
}
