import type { Finding } from "#domain/compliance/replies/evidence";
import type { Folded } from "#domain/compliance/replies/fold";
import type { LanguageCode } from "#domain/compliance/replies/language";
import type { Concept } from "./concept.ts";
import { conceptsIn, type Hit } from "./lexicon.ts";
import { RULES, type Rule } from "./rules.ts";

/** Verbs that "not" turns round: "don't stop". */
const TURNED_ROUND = new Set<Concept>(["end", "leave", "cancel", "erase"]);
/** Languages whose "not" may stand behind its verb: "arrêtez pas", "hört nicht auf", "やめないで". */
const NOT_BEHIND = new Set<LanguageCode>(["fr", "de", "nl", "ja"]);
const NOT_BEFORE_REACH = 3;
const NOT_BEHIND_REACH = 2;
/** Languages that have rules and no phrases of their own (languages/): only there a rule is clear by itself. */
const BY_RULES_ALONE = new Set<LanguageCode>(["ru", "bg", "ar", "ja"]);
/** The longest run of words in the lexicon, and more: how far before a word a run may begin that is near it. */
const LONGEST_RUN = 12;
/** A sign of Japanese counts as a word, so that its sentences are longer. */
const SIGNS_PER_WORD = 4;

/** What the words of a text say together about our texts, whatever their order; null when nothing. Linear in the words. */
export function readConcepts(folded: Folded, hits: Hit[] = conceptsIn(folded.words)): Finding | null {
  let unsure: Finding | null = null;
  for (const sentence of sentencesOf(folded, hits))
    for (const language of languagesOf(sentence.hits)) {
      const found = readSentence(sentence, language, folded);
      if (found?.isClear) return found;
      unsure ??= found;
    }
  return unsure;
}

interface Sentence {
  hits: Hit[];
  length: number;
}

function sentencesOf({ words, sentences }: Folded, hits: Hit[]): Sentence[] {
  const all = new Map<number, Sentence>();
  for (const word of words.keys()) {
    const at = sentences[word] ?? 0;
    const sentence = all.get(at) ?? { hits: [], length: 0 };
    sentence.length += 1;
    all.set(at, sentence);
  }
  for (const hit of hits) {
    const at = sentences[hit.from] ?? 0;
    if (at === sentences[hit.to - 1]) all.get(at)?.hits.push(hit);
  }
  return [...all.values()].filter((sentence) => sentence.hits.length > 0);
}

function languagesOf(hits: Hit[]): LanguageCode[] {
  return [...new Set(hits.flatMap(({ language }) => (language === null ? [] : [language])))];
}

function readSentence({ hits, length }: Sentence, language: LanguageCode, folded: Folded): Finding | null {
  // "Not" in any language turns a verb round that people use in all: "don't stop".
  const own = (hit: Hit) => hit.language === language || hit.language === null;
  const known = new Set(hits.flatMap((hit) => (hit.language === language ? [hit.from] : [])));
  // An order may be named in another language, but a word that this one knows means what it means here.
  const lent = ({ concept, from }: Hit) =>
    concept === "no" || ((concept === "order" || concept === "keep") && !known.has(from));
  const standing = withoutTurnedRound(
    hits.filter((hit) => own(hit) || lent(hit)),
    language,
    folded,
  ).filter((hit) => own(hit) || hit.concept !== "no");
  const has = new Set(standing.map(({ concept }) => concept));
  const perWord = language === "ja" ? SIGNS_PER_WORD : 1;
  for (const rule of RULES) {
    if (Number.isFinite(rule.upTo) && !rule.isForAll && !BY_RULES_ALONE.has(language)) continue;
    if (length > rule.upTo * perWord || rule.unless.some((concept) => has.has(concept))) continue;
    if (!rule.needs.every((choices) => choices.some((concept) => has.has(concept)))) continue;
    const found = findTogether(rule, standing, rule.reach * perWord);
    if (found === null) continue;
    const isClear =
      rule.isClear && BY_RULES_ALONE.has(language) && !has.has("ask") && !found.some((hit) => hit.isRespelt);
    const phrase = [...new Set(found.sort((a, b) => a.from - b.from).map(({ shown }) => shown))].join(" … ");
    return { isClear, evidence: { rule: "phrase", phrase, language, doubt: isClear ? null : "ambiguous" } };
  }
  return null;
}

/** Leaves out verbs that a "not" turns round, and that "not". */
function withoutTurnedRound(hits: Hit[], language: LanguageCode, folded: Folded): Hit[] {
  const nots = hits.filter(({ concept }) => concept === "no");
  const ending = new Map(nots.map((hit) => [hit.to, hit]));
  const beginning = new Map(nots.map((hit) => [hit.from, hit]));
  const between = new Set(
    hits.flatMap(({ concept, from }) => (concept === "texts" || concept === "more" ? [from] : [])),
  );
  const gone = new Set<number>();
  for (const verb of hits) {
    if (!TURNED_ROUND.has(verb.concept)) continue;
    const not =
      (language === "ja" ? null : findNegation(verb.from, NOT_BEFORE_REACH, -1, ending, between)) ??
      (NOT_BEHIND.has(language) ? findNegation(verb.to, NOT_BEHIND_REACH, 1, beginning, between) : null);
    if (not === null || folded.clauses[not.from] !== folded.clauses[verb.from]) continue;
    gone.add(verb.from).add(not.from);
  }
  return gone.size === 0 ? hits : hits.filter(({ from }) => !gone.has(from));
}

/** The "not" next to a verb. Not one that is about something else: "no more texts, cancel". */
function findNegation(
  edge: number,
  reach: number,
  step: number,
  nots: Map<number, Hit>,
  between: Set<number>,
): Hit | null {
  for (let away = 0; away < reach; away += 1) {
    const at = edge + away * step;
    const not = nots.get(at);
    if (not !== undefined) return not;
    if (between.has(step < 0 ? at - 1 : at)) return null;
  }
  return null;
}

/** Words for all that the rule needs, none of them twice, each within reach of the first; null when there are none. */
function findTogether({ needs }: Rule, hits: Hit[], reach: number): Hit[] | null {
  const [first, ...others] = needs;
  let begin = 0;
  for (const start of hits) {
    while ((hits[begin]?.from ?? start.from) + reach + LONGEST_RUN < start.from) begin += 1;
    if (!first?.includes(start.concept)) continue;
    const near: Hit[] = [];
    for (let i = begin; i < hits.length; i += 1) {
      const hit = hits[i];
      if (hit === undefined || hit.from > start.to + reach) break;
      if (gapBetween(hit, start) <= reach) near.push(hit);
    }
    const found = chooseHits(others, near, [start]);
    if (found !== null) return found;
  }
  return null;
}

function chooseHits(needs: Concept[][], near: Hit[], chosen: Hit[]): Hit[] | null {
  if (!needs.every((choices) => near.some(({ concept }) => choices.includes(concept)))) return null;
  const [next, ...rest] = needs;
  if (next === undefined) return chosen;
  for (const hit of near) {
    if (!next.includes(hit.concept) || chosen.some((other) => hit.from < other.to && other.from < hit.to)) continue;
    const found = chooseHits(rest, near, [...chosen, hit]);
    if (found !== null) return found;
  }
  return null;
}

/** How many words away: 1 is the next word. */
function gapBetween(a: Hit, b: Hit): number {
  return Math.max(a.from - b.to, b.from - a.to) + 1;
}
