import type { Hit } from "#domain/compliance/replies/lexicon/lexicon";
import type { Finding } from "./evidence.ts";
import { type Folded, toPlainLetters } from "./fold.ts";

/** Words with a capital that do not begin a sentence, as folding leaves them: likely names. None in a text of capitals. */
export function namesIn(body: string): Set<string> {
  if (!/\p{Ll}/u.test(body)) return new Set();
  const names = body.matchAll(/(?<=[\p{L}\p{N}’'] )\p{Lu}\p{Ll}+/gu);
  return new Set(Array.from(names, ([name]) => toPlainLetters(name).trim()));
}

/** "I'm not Denise", "no soy Carlos", "ik ben Jan niet": the number has another owner, perhaps. */
export function readOtherName({ words, sentences }: Folded, hits: Hit[], names: Set<string>): Finding | null {
  const nots = new Set(hits.flatMap(({ concept, from }) => (concept === "no" ? [from] : [])));
  for (const { concept, language, shown, from, to } of hits) {
    if (!names.has(words[to] ?? "") || sentences[from] !== sentences[to]) continue;
    if (concept !== "imNot" && !(concept === "iAm" && nots.has(to + 1) && sentences[from] === sentences[to + 1]))
      continue;
    return { isClear: false, evidence: { rule: "phrase", phrase: `${shown} …`, language, doubt: "ambiguous" } };
  }
  return null;
}
