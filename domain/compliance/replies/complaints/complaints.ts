import type { Finding } from "../evidence.ts";
import type { Folded } from "../fold.ts";
import type { LanguageCode } from "../language.ts";
import type { Concept } from "../lexicon/concept.ts";
import type { Hit } from "../lexicon/lexicon.ts";
import { byFirstWord, endOf, type Phrase, parsePhrase, wordsInPhrase } from "../phrase.ts";
import { arabic } from "./arabic.ts";
import { bulgarian } from "./bulgarian.ts";
import { dutch } from "./dutch.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { italian } from "./italian.ts";
import { japanese } from "./japanese.ts";
import type { Complaints } from "./kinds.ts";
import { polish } from "./polish.ts";
import { portuguese } from "./portuguese.ts";
import { russian } from "./russian.ts";
import { spanish } from "./spanish.ts";

const languages: [LanguageCode, Complaints][] = [
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

interface Entry {
  phrase: Phrase;
  language: LanguageCode;
}

const index = byFirstWord<Entry>(
  languages.flatMap(([language, kinds]) =>
    Object.values(kinds)
      .flat()
      .map((text: string) => ({ phrase: parsePhrase(text, {}), language })),
  ),
);

/** The first complaint of a text. None in a clause about an order, in a sentence that praises or within other talk. */
export function readComplaint(folded: Folded, hits: Hit[], talk: Set<number>): Finding | null {
  const { words, sentences, clauses } = folded;
  const of = (concept: Concept, units: number[]) =>
    new Set(hits.flatMap((hit) => (hit.concept === concept ? [units[hit.from]] : [])));
  const ordering = of("order", clauses);
  const praising = of("praise", sentences);
  for (const [from, word] of words.entries()) {
    if (talk.has(from) || ordering.has(clauses[from]) || praising.has(sentences[from])) continue;
    for (const { phrase, language } of index(word)) {
      const to = endOf(phrase, words, sentences, from);
      if (to === -1) continue;
      const shown = words.slice(from, to).map(asListed(phrase)).join(" ");
      return { isClear: false, evidence: { rule: "phrase", phrase: shown, language, doubt: "ambiguous" } };
    }
  }
  return null;
}

/** A word as our data has it, never as the shopper wrote it: of most words the beginning. */
function asListed(phrase: Phrase): (word: string) => string {
  const ours = wordsInPhrase(phrase);
  const whole = new Set(ours);
  const beginnings = ours.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1));
  return (word) => {
    if (whole.has(word)) return word;
    return `${beginnings.find((beginning) => word.startsWith(beginning)) ?? ""}…`;
  };
}
