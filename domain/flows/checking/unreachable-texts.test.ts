import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { unreachableTexts } from "./unreachable-texts.ts";

const say = (id: string) => ({ id, type: "send", config: { text: "Hi {{ link }}" } });
const fork = (id: string, condition: object, yes: object[], no: object[] = []) => ({
  ...{ id, type: "branch", config: { condition } },
  arms: { yes, no },
});
const about = (property: string, compare: string, value: unknown) => ({
  kind: "event-property",
  condition: { property, compare, value },
});
const unreachable = (steps: object[], trigger: object = { kind: "order-placed" }) => [
  ...unreachableTexts(parseDocument({ purpose: "marketing", trigger, steps })),
];

test.each([
  ["the same question twice", { kind: "first-order" }, { kind: "first-order" }, ["no"]],
  ["what was tapped stays tapped", { kind: "clicked-since-start" }, { kind: "clicked-since-start" }, ["no"]],
  ["another value", about("country", "is", "US"), about("country", "is", "CA"), ["yes"]],
  ["a list without it", about("country", "is", "US"), about("country", "one-of", ["CA", "MX"]), ["yes"]],
  ["a value of the list", about("country", "one-of", ["US", "CA"]), about("country", "is", "MX"), ["yes"]],
  ["less than at least", about("amount", "at-least", 50), about("amount", "at-most", 20), ["yes"]],
  ["at least less", about("amount", "at-least", 50), about("amount", "at-least", 20), ["no"]],
])("%s leaves one path that no one can take", (_name, first, second, ids) => {
  expect(unreachable([fork("one", first, [fork("two", second, [say("yes")], [say("no")])])])).toEqual(ids);
});

test.each([
  ["another property", about("country", "is", "US"), about("currency", "is", "CA")],
  ["words of a list", about("products", "is", "Candle"), about("products", "is", "Matches")],
  ["an overlap", about("amount", "at-least", 20), about("amount", "at-most", 50)],
  ["what may happen in between", { kind: "first-order" }, { kind: "replied-since-start" }],
  [
    "a total, which may change in between,",
    { kind: "total-at-least", micros: 5 },
    { kind: "total-at-least", micros: 3 },
  ],
])("%s leaves both paths open", (_name, first, second) => {
  expect(unreachable([fork("one", first, [fork("two", second, [say("yes")], [say("no")])])])).toEqual([]);
});

test("the entry filter counts, and so does leaving at an order", () => {
  const filter = { event: [{ property: "country", compare: "is", value: "US" }], people: null };
  const steps = [fork("one", about("country", "is", "US"), [say("yes")], [say("no")])];
  expect(unreachable(steps, { kind: "order-placed", filter })).toEqual(["no"]);
  const ordered = [fork("one", { kind: "ordered-since-start" }, [say("yes")], [say("no")])];
  expect(unreachable(ordered, { kind: "checkout-abandoned" })).toEqual(["yes"]);
  expect(unreachable(ordered)).toEqual([]);
});

test("the properties of a cart may change while its person waits", () => {
  const steps = [
    fork("one", about("total", "at-least", 50), [], [fork("two", about("total", "at-least", 50), [say("yes")])]),
  ];
  expect(unreachable(steps, { kind: "cart-abandoned" })).toEqual([]);
});

test("a path with a share of zero is turned off, and may keep its texts", () => {
  const paths = [
    { id: "a", weight: 1 },
    { id: "b", weight: 0 },
  ];
  const split = { id: "split", type: "random-split", config: { paths }, arms: { a: [say("one")], b: [say("none")] } };
  expect(unreachable([split])).toEqual([]);
});
