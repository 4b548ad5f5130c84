import { expect, test } from "vitest";
import { catalogue } from "#domain/segments/catalogue";
import { builderOf, type DraftRule, type GroupNode, rulesOf } from "./nodes.ts";
import { completeIn, problemsIn } from "./problems.ts";
import { blankOf } from "./rule-row.tsx";

const cards = catalogue();

/** A group of rules as they are being written. */
function draft(...rules: DraftRule[]): GroupNode {
  return {
    ...builderOf({ type: "and", rules: [] }),
    nodes: rules.map((rule, i) => ({ kind: "rule", key: `rule-${i}`, isNot: i % 2 === 1, rule })),
  };
}

test("each kind of rule begins complete, or says by the field what to fill in", () => {
  for (const { type, fields } of cards) {
    const problems = problemsIn(draft(blankOf(cards, type)), cards).get("rule-0") ?? {};
    const names = fields.map(({ name }) => name);
    for (const [field, sentence] of Object.entries(problems)) {
      expect(names, `${type}: ${sentence}`).toContain(field);
      expect(sentence).toMatch(/^(Enter|Choose) .+\.$/);
    }
  }
});

test("a figure that is none, a day that is missing and a name that is not chosen are told where they are", () => {
  const root = draft(
    { type: "orders", is: "at-least", count: "many", period: null },
    { type: "last-order", when: { kind: "between", from: "2026-05-02", to: "" } },
    { type: "list" },
    { type: "spend", of: "total", is: "at-least", amount: 20, period: { kind: "last", days: "" } },
  );
  expect(Object.fromEntries(problemsIn(root, cards))).toEqual({
    "rule-0": { count: "Enter a whole number from 0 to 1,000,000." },
    "rule-1": { when: "Choose a start date and an end date. The start date must come first." },
    "rule-2": { id: "Choose a list." },
    "rule-3": { period: "Enter a number of days from 1 to 3,650." },
  });
});

test("what is complete is said while the rest is being filled in; a group of nothing else is left out", () => {
  const root = draft({ type: "list" }, { type: "consent", states: ["pending"] });
  const nested: GroupNode = {
    ...draft(),
    nodes: [root.nodes[1] ?? root, { ...draft({ type: "list" }), key: "group" }],
  };
  const rules = (of: GroupNode) => rulesOf(completeIn(of, problemsIn(of, cards)));
  const pending = { type: "not", rule: { type: "consent", states: ["pending"] } };
  expect(rules(root)).toEqual({ type: "and", rules: [pending] });
  expect(rules(nested)).toEqual({ type: "and", rules: [pending] });
});

test("a group without rules is told so at the group", () => {
  const root: GroupNode = { ...draft(), nodes: [{ kind: "group", key: "inner", match: "none", nodes: [] }] };
  expect(Object.fromEntries(problemsIn(root, cards))).toEqual({
    inner: { "": "Add a condition to this group, or remove the group." },
  });
});
