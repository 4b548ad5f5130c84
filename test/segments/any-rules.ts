import fc from "fast-check";
import type { Period } from "#domain/segments/period";
import type { Rule } from "#domain/segments/rules/all";
import { parseRules, type Rules } from "#domain/segments/tree";
import { CAMPAIGNS, DAYS, FLOWS, LISTS, PLACES, PROPERTY_NAMES, WORDS, ZONES } from "./small-world.ts";

const days = fc.constantFrom(...DAYS);
const day = fc.constantFrom("2026-10-25", "2026-11-01", "2026-11-17", "2026-11-23", "2026-11-24");

const period: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ kind: fc.constantFrom("last" as const, "before-last" as const), days }),
  fc.record({ kind: fc.constantFrom("since" as const, "before" as const), day }),
  fc.tuple(day, day).map((pair): Period => {
    const [from = "", to = ""] = pair.toSorted();
    return { kind: "between", from, to };
  }),
);
const maybe = fc.option(period);
const words = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 });
const few = fc.integer({ min: 0, max: 3 });
const some = fc.integer({ min: 1, max: 3 });

type PropertyRule = Extract<Rule, { type: "property" }>;

function propertyRule(is: PropertyRule["is"][], values: string[]): fc.Arbitrary<PropertyRule> {
  return fc.record({
    type: fc.constant("property" as const),
    name: fc.constantFrom(...PROPERTY_NAMES, "unknown"),
    is: fc.constantFrom(...is),
    value: fc.constantFrom(...values),
  });
}

/** A rule of any kind, from which someone of a small world may well be. */
export const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    type: fc.constant("orders" as const),
    is: fc.constantFrom("at-least" as const, "at-most" as const, "exactly" as const),
    count: few,
    period: maybe,
  }),
  fc.record({
    type: fc.constant("spend" as const),
    of: fc.constantFrom("total" as const, "average" as const),
    is: fc.constantFrom("at-least" as const, "less-than" as const),
    amount: fc.constantFrom(0, 0.000001, 49.99, 50, 100),
    period: maybe,
  }),
  fc.record({ type: fc.constantFrom("last-order" as const, "first-order" as const), when: period }),
  fc.record({
    type: fc.constant("bought" as const),

    products: words,
    period: maybe,
  }),
  fc.record({ type: fc.constantFrom("clicks" as const, "replies" as const), atLeast: some, period: maybe }),
  fc.record({
    type: fc.constant("clicked-campaign" as const),
    id: fc.constantFrom(...CAMPAIGNS),
    name: fc.constantFrom(...WORDS),
  }),
  fc.record({
    type: fc.constant("texted" as const),
    atLeast: some,
    days: fc.constantFrom(1, 7, 30),
    withoutClick: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom("last-text" as const, "created" as const, "subscribed" as const),
    when: period,
  }),
  fc.record({
    type: fc.constant("place" as const),
    places: fc.uniqueArray(fc.constantFrom(...PLACES), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant("zone" as const),
    zones: fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant("tags" as const),
    match: fc.constantFrom("any" as const, "all" as const),
    tags: words,
  }),
  fc.record({
    type: fc.constant("consent" as const),
    states: fc.uniqueArray(
      fc.constantFrom("never" as const, "pending" as const, "subscribed" as const, "unsubscribed" as const),
      { minLength: 1 },
    ),
  }),
  fc.record({
    type: fc.constant("source" as const),
    sources: fc.uniqueArray(fc.constantFrom("checkout" as const, "import" as const), { minLength: 1 }),
  }),
  fc.record({
    type: fc.constant("flow" as const),
    is: fc.constantFrom("in" as const, "entered" as const, "finished" as const),
    id: fc.constantFrom(...FLOWS),
    name: fc.constantFrom(...WORDS),
    period: maybe,
  }),
  fc.oneof(
    propertyRule(["is", "contains"], ["red", "Red", "5", "5.0", "tea", "yes", "no", "$1", "'; DROP TABLE", "null"]),
    propertyRule(["at-least", "at-most"], ["5", "5.5", "0"]),
    propertyRule(["before", "after"], ["2000-02-29", "1995-01-01"]),
    propertyRule(["has-any"], [""]),
  ),
  fc.record({ type: fc.constant("list" as const), id: fc.constantFrom(...LISTS), name: fc.constantFrom(...WORDS) }),
);

/** Rules nested as deep as they may be. They have been through the checks that a merchant's go through. */
export const anyRules: fc.Arbitrary<Rules> = fc
  .letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 2, arbitrary: anyRule },
      {
        weight: 3,
        arbitrary: fc.record({
          type: fc.constantFrom("and", "or"),
          rules: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ type: fc.constant("not"), rule: tie("tree") }) },
    ),
  }))
  .tree.map(parseRules);
