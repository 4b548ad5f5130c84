import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import type { EventCondition } from "#domain/flows/definition/entry-rules";
import { validateFlow } from "#domain/flows/definition/validate";
import { meetsConditions } from "./event-filter.ts";

const order = { country: "US", total: 42_000_000, products: ["Cedar candle", "Wick trimmer"], gift: true, note: null };

const holds: [EventCondition["property"], EventCondition["compare"], EventCondition["value"], boolean][] = [
  ["country", "is", "us", true],
  ["country", "is", "CA", false],
  ["country", "is-not", "CA", true],
  ["country", "one-of", ["CA", "US"], true],
  ["country", "one-of", ["CA"], false],
  ["total", "at-least", 42_000_000, true],
  ["total", "at-least", 42_000_001, false],
  ["total", "at-most", 42_000_000, true],
  ["total", "is", 42_000_000, true],
  ["products", "is", "wick trimmer", true],
  ["products", "contains", "candle", true],
  ["products", "contains", "soap", false],
  ["products", "is-not", "Cedar candle", false],
  ["gift", "is", true, true],
  ["gift", "is", false, false],
  ["note", "is", "", false],
  ["note", "is-not", "urgent", true],
  ["missing", "at-most", 5, false],
  ["country", "at-least", 1, false],
];

test.each(holds)("%s %s %j: %s", (property, compare, value, expected) => {
  expect(meetsConditions([{ property, compare, value }], order)).toBe(expected);
});

test("all conditions must hold; none holds for everyone", () => {
  const us: EventCondition = { property: "country", compare: "is", value: "US" };
  expect(meetsConditions([us, { property: "gift", compare: "is", value: false }], order)).toBe(false);
  expect(meetsConditions([], {})).toBe(true);
});

test.each([
  ["a re-entry rule that the trigger doesn't support", { reentry: { kind: "always" } }, "re-entry"],
  [
    "a property that the event doesn't have",
    { filter: { event: [{ property: "moon", compare: "is", value: "full" }] } },
    "no property “moon”",
  ],
  ["an unfinished rule about people", { filter: { event: [], people: { type: "orders" } } }, "Entry filter"],
])("publishing reports %s", (_, given, message) => {
  const trigger = { kind: "order-placed", ...given };
  const steps = [{ id: "a", type: "send", config: { text: "Hi" } }];
  expect(validateFlow(parseDocument({ purpose: "transactional", trigger, steps }))).toMatchObject([
    { stepId: null, message: expect.stringContaining(message) },
  ]);
});
