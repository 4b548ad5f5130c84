import { type Rule, ruleTypeOf } from "#domain/segments/rules/all";
import { listParts } from "#domain/segments/rules/one-of";
import type { Phrase, Words } from "#domain/segments/rules/rule-type";
import { isRule, type Rules } from "./tree.ts";

/** "People in Florida who spent at least $100 and have not clicked in the last 30 days". */
export function describeSegment(rules: Rules, words: Words): string {
  const said = spellRules(rules, false);
  const parts = said.kind === "and" ? said.parts : [said];
  if (parts.length === 0) return "Everyone";
  const phrases = parts.map((part) => (part.kind === "rule" ? phraseOf(part, words) : null));
  const are = phrases.flatMap((it) => (it?.kind === "are" ? [it.text] : []));
  const who = parts.flatMap((part, index) =>
    phrases[index]?.kind === "are" ? [] : [clauseOf(part, words, parts.length > 1)],
  );
  return ["People", listParts(are, "and"), who.length > 0 ? `who ${listParts(who, "and")}` : ""]
    .filter(Boolean)
    .join(" ");
}

/** One rule alone: "Spent at least $100". */
export function describeRule(rule: Rule, words: Words): string {
  const { text } = ruleTypeOf(rule).phrase(rule, false, words);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Rules in which only single rules are denied, and groups within like groups are gone. */
type Spelt = { kind: "rule"; rule: Rule; isNegated: boolean } | { kind: "and" | "or"; parts: Spelt[] };

function spellRules(rules: Rules, isNegated: boolean): Spelt {
  if (isRule(rules)) return { kind: "rule", rule: rules, isNegated };
  if (rules.type === "not") return spellRules(rules.rule, !isNegated);
  const kind = (rules.type === "and") === isNegated ? "or" : "and";
  const parts = rules.rules
    .map((it) => spellRules(it, isNegated))
    .flatMap((it) => (it.kind === kind ? it.parts : [it]));
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind, parts };
}

function clauseOf(said: Spelt, words: Words, isInside: boolean): string {
  if (said.kind === "rule") {
    const { kind, text } = phraseOf(said, words);
    return kind === "are" ? `are ${text}` : text;
  }
  const text = listParts(
    said.parts.map((part) => clauseOf(part, words, true)),
    said.kind,
  );
  return isInside ? `(${text})` : text;
}

function phraseOf({ rule, isNegated }: Spelt & { kind: "rule" }, words: Words): Phrase {
  return ruleTypeOf(rule).phrase(rule, isNegated, words);
}
