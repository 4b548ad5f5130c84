import type { LanguageCode } from "#domain/compliance/replies/language";
import { REAL_WORDS } from "#domain/compliance/replies/real-words";
import { typistFor } from "#domain/compliance/replies/typing";

/** Cyrillic in Latin letters, as `roughly` leaves them. */
const LATIN: Record<string, string> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "e", ж: "z", з: "z", и: "i", й: "i", к: "k", л: "l", м: "m" },
  ...{ н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "c", ч: "c", ш: "s", щ: "s", ъ: "a" },
  ...{ ы: "i", ь: "", э: "e", ю: "iu", я: "ia" },
};
/** Shorter ones are words of too many languages. */
const SHORTEST_LATIN = 5;
const SHORTEST_SLIP = 7;
/** Words that are a slip away from one of ours and mean something else. */
const NO_SLIPS = [
  "massage",
  "massages",
  "passages",
  "passage",
  "mensajero",
  "interesting",
  "interessante",
  "interesante",
];

/** A Russian or Bulgarian word as people write it in Latin letters; null when that could be a word of any language. */
export function inLatin(word: string, language: LanguageCode | null): string | null {
  if (language !== "ru" && language !== "bg") return null;
  if (!/^\p{sc=Cyrillic}+$/u.test(word)) return null;
  const latin = toRoughSpelling([...word].map((letter) => LATIN[letter] ?? letter).join(""));
  return latin.length < SHORTEST_LATIN ? null : latin;
}

/** One of the many ways in which people write Cyrillic in Latin letters: "menya", "menja", "menia". */
export function toRoughSpelling(latin: string): string {
  return latin
    .replace(/shch|sch|sht|sh/g, "s")
    .replace(/zh/g, "z")
    .replace(/ts|tz|ch/g, "c")
    .replace(/kh|x/g, "h")
    .replace(/q/g, "ia")
    .replace(/[yj]/g, "i")
    .replace(/w/g, "v")
    .replace(/yo|io/g, "e")
    .replace(/(.)\1+/g, "$1");
}

/** How Spanish, French and Portuguese are texted: "kitenme" is "quitenme", "kontacto" is "contacto". */
export function withoutK(word: string): string | null {
  return word.includes("k") ? word.replace(/k(?=[ei])/g, "qu").replace(/k/g, "c") : null;
}

/** Finds the word of the lexicon that was meant by one with a slip in it; null when none was. */
export function slipsOf(words: Iterable<string>): (word: string) => string | null {
  const all = new Set(words);
  const long = [...all].filter((word) => word.length >= SHORTEST_SLIP && /^[a-z]+$/.test(word));
  const typist = typistFor(long, new Set([...REAL_WORDS, ...all, ...NO_SLIPS]));
  return (word) => {
    if (word.length < SHORTEST_SLIP - 1) return null;
    const meant = typist.meant(word);
    // The first letter is seldom the slip: "pending" is not "sending".
    return meant?.[0] === word[0] ? meant : null;
  };
}
