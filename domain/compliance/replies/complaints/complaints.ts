import type { Finding } from "#domain/compliance/replies/evidence";
import type { Folded } from "#domain/compliance/replies/fold";
import type { LanguageCode } from "#domain/compliance/replies/language";
import type { Hit } from "#domain/compliance/replies/lexicon/lexicon";
import { byFirstWord, endOf, type Phrase, parsePhrase, wordsInPhrase } from "#domain/compliance/replies/phrase";
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

/**
 * The first complaint of a text. None in a clause about an order, in a sentence that praises or within other talk. A word of
 * the complaint's own ("small claims") is not about an order.
 */
export function readComplaint(folded: Folded, hits: Hit[], talk: Set<number>): Finding | null {
  const { words, sentences, clauses } = folded;
  const orders = hits.filter(({ concept }) => concept === "order");
  const isAboutOrder = (from: number, to: number) =>
    orders.some((hit) => clauses[hit.from] === clauses[from] && (hit.from < from || hit.from >= to));
  const praising = new Set(hits.flatMap((hit) => (hit.concept === "praise" ? [sentences[hit.from]] : [])));
  for (const [from, word] of words.entries()) {
    if (talk.has(from) || praising.has(sentences[from])) continue;
    for (const { phrase, language } of index(word)) {
      const to = endOf(phrase, words, sentences, from);
      if (to === -1 || isAboutOrder(from, to)) continue;
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
