import fc from "fast-check";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { treeOf } from "./tree-of.ts";

const soundText = fc.constantFrom("Hello", "Hi {{ customer.first_name }}", "More at {{ link }}");
const short = fc.constantFrom(1, 30, 60, 600, 1_440, 3_000);
const asks = fc.constantFrom<object>(
  { kind: "ordered-since-start" },
  { kind: "replied-since-start" },
  { kind: "first-order" },
  { kind: "reply-says", saying: "yes", words: [] },
  { kind: "reply-says", saying: "no", words: [] },
  { kind: "reply-says", saying: "anything", words: [] },
  { kind: "segment", rules: { type: "tags", tags: ["vip"] } },
  { kind: "segment", rules: { type: "orders", is: "at-most", count: 0 } },
  { kind: "event-property", condition: { property: "points", compare: "at-least", value: 5 } },
  { kind: "answer", tag: "webhook.points", compare: "at-least", value: "5" },
);

/** Steps that only wait, ask and text: what happens to a person depends on them and on the person alone. */
const soundStep = fc.oneof(
  fc.record({ type: fc.constant("wait"), config: fc.record({ minutes: short }) }),
  fc.record({
    type: fc.constant("wait-until-time"),
    config: fc.record({
      minute: fc.constantFrom(0, 600, 1_439),
      weekdays: fc.subarray([0, 1, 3, 6], { minLength: 1 }),
    }),
  }),
  fc.record({
    type: fc.constant("wait-until-date"),
    config: fc.record({
      from: fc.constantFrom("event", "person"),
      property: fc.constantFrom("pickup", "birthday", "nothing"),
      days: fc.integer({ min: -2, max: 2 }),
      minute: fc.constantFrom(0, 900),
    }),
  }),
  fc.record({
    type: fc.constant("wait-for-event"),
    config: fc.record({
      event: fc.constantFrom("ordered", "replied", "custom"),
      name: fc.constant("quiz"),
      minutes: short,
    }),
  }),
  fc.record({ type: fc.constant("send"), config: fc.record({ text: soundText }) }),
  fc.record({ type: fc.constant("send"), config: fc.record({ text: soundText }) }),
  fc.record({ type: fc.constant("branch"), config: fc.record({ condition: asks }) }),
  fc.record({
    type: fc.constant("random-split"),
    config: fc.record({
      paths: fc.constant([
        { id: "a", weight: 50 },
        { id: "b", weight: 50 },
      ]),
    }),
  }),
  fc.record({
    type: fc.constant("webhook"),
    config: fc.record({
      url: fc.constant("https://erp.example/hook"),
      waits: fc.boolean(),
      waitMinutes: fc.constantFrom(1, 60),
      answers: fc.constant([{ name: "points", path: "points" }]),
    }),
  }),
  fc.record({ type: fc.constant("exit"), config: fc.constant({}) }),
);

/** A flow that runs: marketing that an order ends, or order texts that it doesn't. */
export const soundDocument: fc.Arbitrary<FlowDocument> = fc
  .record({
    kind: fc.constantFrom("no-order-for", "custom-event"),
    steps: fc.array(fc.record({ step: soundStep, where: fc.nat(1_000) }), { minLength: 1, maxLength: 14 }),
  })
  .map(({ kind, steps }) => {
    const purpose = kind === "custom-event" ? "transactional" : "marketing";
    const settings = kind === "custom-event" ? { name: "earned" } : {};
    return parseDocument(JSON.parse(JSON.stringify({ purpose, trigger: { kind, settings }, steps: treeOf(steps) })));
  });
