import type { RuleCard } from "#domain/segments/catalogue";
import { rule } from "#domain/segments/rules/all";
import type { Field } from "#domain/segments/rules/rule-type";
import { problemsOf } from "#domain/segments/tree";
import { type DraftRule, type GroupNode, keyAt, rulesOf, type SegmentNode } from "./nodes.ts";

/** What is wrong, by the part's key and by the field's name; "" when it is the part as a whole. */
export type Problems = ReadonlyMap<string, Record<string, string>>;

/** What keeps the rules from being counted and saved; none when nothing does. */
export function problemsIn(root: GroupNode, cards: RuleCard[]): Problems {
  const problems = new Map<string, Record<string, string>>();
  for (const { path, message } of problemsOf(rulesOf(root))) {
    const key = keyAt(root, path);
    const node = nodeAt(root, key);
    problems.set(key, node?.kind === "rule" ? byField(node.rule, cards, message) : { "": message });
  }
  return problems;
}

/** Only what is complete: what can be said of the rules while one is still being filled in. */
export function completeIn(root: GroupNode, problems: Problems): GroupNode {
  const nodes = root.nodes.flatMap((node): SegmentNode[] => {
    if (node.kind === "rule") return problems.has(node.key) ? [] : [node];
    const inside = completeIn(node, problems);
    return inside.nodes.length > 0 ? [inside] : [];
  });
  return { ...root, nodes };
}

function nodeAt(node: SegmentNode, key: string): SegmentNode | undefined {
  if (node.key === key || node.kind === "rule") return node.key === key ? node : undefined;
  return node.nodes.map((it) => nodeAt(it, key)).find((it) => it !== undefined);
}

function byField(draft: DraftRule, cards: RuleCard[], message: string): Record<string, string> {
  const parsed = rule.safeParse(draft);
  const fields = cards.find(({ type }) => type === draft.type)?.fields ?? [];
  const names = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
  const wrong = fields
    .filter(({ name }) => names.has(name))
    .map((field) => [field.name, describeProblem(field, draft)]);
  return wrong.length > 0 ? Object.fromEntries(wrong) : { "": message };
}

function describeProblem(field: Field, draft: DraftRule): string {
  const figure = (value = 0) => value.toLocaleString("en-US");
  switch (field.kind) {
    case "whole-number":
      return `Enter a whole number from ${figure(field.least)} to ${figure(field.most)}.`;
    case "money":
      return `Enter an amount from ${figure(field.least)} to ${figure(field.most)}.`;
    case "period":
      return periodSentence(draft[field.name]);
    case "choice":
    case "one-of":
      return `Choose ${/^[aeiou]/i.test(field.label) ? "an" : "a"} ${field.label.toLowerCase()}.`;
    case "text":
      return textSentence(draft);
    case "choices":
      return "Choose at least one.";
    case "places":
    case "words": {
      const chosen = draft[field.name];
      return Array.isArray(chosen) && chosen.length > 100 ? "Choose at most 100." : "Choose or enter at least one.";
    }
  }
}

function textSentence({ is }: DraftRule): string {
  if (is === "at-least" || is === "at-most") return "Enter a number.";
  return is === "before" || is === "after" ? "Enter a date, such as 2026-12-31." : "Enter a value.";
}

function periodSentence(of: unknown): string {
  const kind = typeof of === "object" && of !== null && "kind" in of ? of.kind : null;
  if (kind === "last" || kind === "before-last") return "Enter a number of days from 1 to 3,650.";
  return kind === "between" ? "Choose a start date and an end date. The start date must come first." : "Choose a date.";
}
