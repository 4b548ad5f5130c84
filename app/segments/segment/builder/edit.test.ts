import { expect, test } from "vitest";
import { parseRules } from "#domain/segments/tree";
import { addNode, changeNode, copyNode, removeNode } from "./edit.ts";
import { builderOf, type GroupNode, keyAt, newKey, rulesOf } from "./nodes.ts";

const tagged = (tag: string) => ({ type: "tags", match: "any", tags: [tag] });
const not = (rule: unknown) => ({ type: "not", rule });
const and = (...rules: unknown[]) => ({ type: "and", rules });
const or = (...rules: unknown[]) => ({ type: "or", rules });

function opened(rules: unknown): GroupNode {
  return builderOf(parseRules(rules));
}

test.each([
  ["everybody", and()],
  ["one rule in a group", and(tagged("a"))],
  ["any of two", or(tagged("a"), not(tagged("b")))],
  ["none of two", not(or(tagged("a"), tagged("b")))],
  ["groups in groups", and(tagged("a"), or(tagged("b"), not(or(tagged("c"), tagged("d")))))],
])("what is stored is shown and stored again the same: %s", (_, rules) => {
  expect(rulesOf(opened(rules))).toEqual(rules);
});

test("not all of two is shown as: one of them is not so", () => {
  expect(rulesOf(opened(not(and(tagged("a"), tagged("b")))))).toEqual(or(not(tagged("a")), not(tagged("b"))));
  expect(rulesOf(opened(not(not(tagged("a")))))).toEqual(and(tagged("a")));
});

test("the place of a problem in the rules is that of the part it is about", () => {
  const root = opened(and(tagged("a"), not(or(tagged("b"), not(tagged("c"))))));
  const group = root.nodes[1] as GroupNode;
  expect(keyAt(root, [])).toBe(root.key);
  expect(keyAt(root, [0])).toBe(root.nodes[0]?.key);
  expect(keyAt(root, [1, 0, 0])).toBe(group.nodes[0]?.key);
  expect(keyAt(root, [1, 0, 1, 0])).toBe(group.nodes[1]?.key);
});

test("parts are added, changed, doubled and removed wherever they are, and the tree before stays as it was", () => {
  const root = opened(and(tagged("a"), or(tagged("b"))));
  const group = root.nodes[1] as GroupNode;
  const more = addNode(root, group.key, { kind: "rule", key: newKey(), isNot: true, rule: tagged("c") });
  expect(rulesOf(more)).toEqual(and(tagged("a"), or(tagged("b"), not(tagged("c")))));
  const twice = copyNode(more, group.key);
  expect(rulesOf(twice.root)).toEqual(
    and(tagged("a"), or(tagged("b"), not(tagged("c"))), or(tagged("b"), not(tagged("c")))),
  );
  expect(rulesOf(removeNode(twice.root, twice.key))).toEqual(rulesOf(more));
  const none = changeNode(more, group.key, (node) => (node.kind === "group" ? { ...node, match: "none" } : node));
  expect(rulesOf(none)).toEqual(and(tagged("a"), not(or(tagged("b"), not(tagged("c"))))));
  expect(rulesOf(root)).toEqual(and(tagged("a"), or(tagged("b"))));
  expect(rulesOf(removeNode(root, root.key))).toEqual(rulesOf(root));
});
