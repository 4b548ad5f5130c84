import fc from "fast-check";
import { word, words } from "./odd-values.ts";

/** What a filter or a branch asks about a property of the event. */
export const eventCondition = fc.record({
  property: word,
  compare: fc.constantFrom("is", "is-not", "contains", "at-least", "at-most", "one-of"),
  value: fc.oneof(word, fc.integer(), fc.boolean(), words(3)),
});

const vip = { type: "tags", tags: ["vip"] };

/** Rules of a segment, some of them unfinished or unknown. */
export const rules: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  { type: "and", rules: [] },
  vip,
  { type: "tags", tags: [] },
  { type: "unheard-of" },
  { type: "orders", is: "at-most", count: 0 },
  { type: "not", rule: vip },
  {
    type: "or",
    rules: [
      { type: "orders", is: "at-least", count: 1 },
      { type: "and", rules: [] },
    ],
  },
);

/** What a branch asks. */
export const branchCondition = fc.oneof(
  fc.constantFrom(
    { kind: "ordered-since-start" },
    { kind: "clicked-since-start" },
    { kind: "replied-since-start" },
    { kind: "first-order" },
  ),
  fc.record({
    kind: fc.constant("reply-says"),
    saying: fc.constantFrom("yes", "no", "keyword", "anything"),
    words: fc.array(word, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant("event-property"), condition: eventCondition }),
  fc.record({
    kind: fc.constant("answer"),
    tag: fc.constantFrom("", "webhook.points", "fetched.total", "discount.code", "nothing.here"),
    compare: fc.constantFrom("known", "is", "at-least", "at-most"),
    value: word,
  }),
  fc.record({ kind: fc.constant("segment"), rules }),
  fc.record({
    kind: fc.constant("total-at-least"),
    micros: fc.constantFrom(0, 1, 50_000_000, Number.MAX_SAFE_INTEGER),
  }),
);
