import fc from "fast-check";
import { anyRules } from "../segments/any-rules.ts";
import { asked } from "./requests.ts";
import { target } from "./target.ts";
import { anyText, anyValue } from "./words.ts";

const NAMES = [
  "type",
  "rules",
  "rule",
  "period",
  "kind",
  "days",
  "day",
  "is",
  "count",
  "amount",
  "id",
  "tags",
  "places",
];
const deep = fc
  .tuple(fc.constantFrom("and", "or", "not"), fc.integer({ min: 4, max: 3_000 }))
  .map(([type, depth]) =>
    type === "not"
      ? `${'{"type":"not","rule":'.repeat(depth)}null${"}".repeat(depth)}`
      : `${`{"type":"${type}","rules":[`.repeat(depth)}${"]}".repeat(depth)}`,
  );
const spoiled = fc
  .tuple(anyRules, fc.constantFrom(...NAMES), anyValue)
  .map(([rules, name, value]) => JSON.stringify(rules, (key, was: unknown) => (key === name ? value : was)));
const wide = fc
  .tuple(anyRules, fc.integer({ min: 2, max: 60 }))
  .map(([rules, times]) => JSON.stringify({ type: "or", rules: Array.from({ length: times }, () => rules) }));

/** Rules that the builder may post, and such as it never would. */
export const segments = target("segments", (victim) => ({
  input: fc.record({
    rules: fc.oneof(
      anyRules.map((rules) => JSON.stringify(rules)),
      spoiled.map((rules) => rules ?? ""),
      wide,
      deep,
      anyText,
    ),
    name: anyText,
    search: anyText,
  }),
  async put({ rules, name, search }) {
    const query = new URLSearchParams({ search: search.toWellFormed() });
    const requests = [
      await asked(victim, "/segments/preview", { ask: "count", rules }),
      await asked(victim, "/segments/preview", { ask: "people", rules }),
      await asked(victim, `/segments/people?${query}`),
      await asked(victim, "/segments/new.data", { name, rules }),
    ];
    return Promise.all(requests.map(victim.send));
  },
}));
