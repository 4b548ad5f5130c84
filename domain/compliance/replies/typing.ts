import { REAL_WORDS } from "./real-words.ts";

/** To join is the opposite of to leave, and often one or two letters away from it: "anmelden", "suscribirme". */
const JOINS = /^(?:re)?(?:subscri|suscri|abonn|anmeld|inscri|iscri|aanmeld|inschrij|zapis|cadastr|optin|einschr)/;
/** From so many letters on, two slips are forgiven. */
const LONG = 9;
const SHORTEST = 4;

export interface Typist {
  /** The word that was meant, when this one is a slip or two away from one that we listen for; else null. */
  meant(word: string): string | null;
}

/**
 * Recognises words with letters left out, doubled, swapped or mistaken. Looks up what is left of a word without one or
 * two of its letters, so its cost depends on the word's length alone.
 */
export function typistFor(words: Iterable<string>, real: ReadonlySet<string> = REAL_WORDS): Typist {
  const leftovers = new Map<string, Set<string>>();
  for (const word of words)
    for (const rest of withoutLetters(word, word.length >= LONG ? 2 : 1)) {
      const known = leftovers.get(rest);
      if (known) known.add(word);
      else leftovers.set(rest, new Set([word]));
    }
  return {
    meant(word) {
      if (
        word.length < SHORTEST - 1 ||
        word.length > 20 ||
        real.has(word) ||
        JOINS.test(word) ||
        !/^[a-z]+$/.test(word)
      )
        return null;
      for (const rest of withoutLetters(word, word.length >= LONG - 1 ? 2 : 1))
        for (const candidate of leftovers.get(rest) ?? []) if (isSlip(word, candidate)) return candidate;
      return null;
    },
  };
}

function withoutLetters(word: string, most: number): Set<string> {
  const all = new Set([word]);
  let last = [word];
  for (let count = 0; count < most; count += 1) {
    const next = new Set<string>();
    for (const from of last) for (let i = 0; i < from.length; i += 1) next.add(from.slice(0, i) + from.slice(i + 1));
    for (const rest of next) all.add(rest);
    last = [...next];
  }
  return all;
}

/** Few slips by the word's length, and never the first letter lost and nothing else: "topping" is not "stopping". */
export function isSlip(word: string, meant: string): boolean {
  const most = meant.length >= LONG ? 2 : 1;
  // Words of two lengths are that far apart at least, and to compare long ones letter by letter takes long.
  if (word === meant || Math.abs(word.length - meant.length) > most) return false;
  const slips = editDistance(word, meant);
  return slips <= most && !(slips === 1 && meant.slice(1) === word);
}

/** How many letters are left out, put in, mistaken or swapped with their neighbour (Damerau and Levenshtein). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
