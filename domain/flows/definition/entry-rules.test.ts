import { expect, test } from "vitest";
import { parseDocument } from "./document.ts";
import { entryRules } from "./entry-rules.ts";

const read = (trigger: object) => parseDocument({ purpose: "transactional", trigger, steps: [] }).trigger;

test("a document from before entry rules reads as it was stored, and has the usual rules", () => {
  const trigger = read({ kind: "order-placed" });
  expect(JSON.stringify(trigger)).toBe('{"kind":"order-placed"}');
  expect(entryRules(trigger)).toEqual({ settings: {}, reentry: { kind: "once-per-subject" }, filter: null });
});

test("rules that say nothing are not stored", () => {
  const trigger = read({ kind: "order-placed", settings: { unknown: 1 }, filter: { event: [], people: null } });
  expect(JSON.stringify(trigger)).toBe('{"kind":"order-placed"}');
});

test("rules of entry are kept", () => {
  const filter = { event: [{ property: "total", compare: "at-least", value: 5 }], people: { type: "and", rules: [] } };
  const trigger = { kind: "order-placed", reentry: { kind: "after-days", days: 30 }, filter };
  expect(read(trigger)).toEqual(trigger);
});

test.each([
  ["an unknown rule of re-entry", { reentry: { kind: "sometimes" } }],
  ["zero days", { reentry: { kind: "after-days", days: 0 } }],
  ["an unknown comparison", { filter: { event: [{ property: "total", compare: "like", value: 1 }] } }],
])("%s is rejected", (_, given) => {
  expect(() => read({ kind: "order-placed", ...given })).toThrow();
});
