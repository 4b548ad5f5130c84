import { expect, test } from "vitest";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { orderConfirmation } from "#domain/flows/presets/order-confirmation";
import { blankFacts } from "#domain/flows/steps/walk-facts";
import { pathsOf, walk } from "./walk.ts";

const now = new Date("2026-11-24T15:00:00Z");
const facts = { ...blankFacts(now), totalMicros: 42_000_000 };
const walkOf = (document: FlowDocument, from: string | null, given: Partial<typeof facts> = {}) =>
  walk(pathsOf(document), from, { ...facts, ...given });

const twoTexts = parseDocument({
  purpose: "marketing",
  trigger: { kind: "checkout-abandoned" },
  steps: [
    { id: "first", type: "send", config: { text: "One {{ link }}" } },
    { id: "day", type: "wait", config: { minutes: 1440 } },
    {
      id: "large",
      type: "branch",
      config: { condition: { kind: "total-at-least", micros: 50_000_000 } },
      arms: { yes: [{ id: "second", type: "send", config: { text: "Two {{ link }}" } }], no: [] },
    },
  ],
});

test("an abandoned cart waits an hour before anything is said", () => {
  expect(walkOf(abandonedCart.document, null)).toEqual({
    texts: [],
    acts: [],
    passed: ["wait-an-hour"],
    arms: {},
    stop: {
      kind: "waiting",
      stepId: "ordered",
      resumeAt: new Date("2026-11-24T16:00:00Z"),
      waitsFor: null,
      waitingSince: null,
    },
  });
});

test("after the hour, who has not ordered is reminded once, and the walk is over", () => {
  const { texts, stop } = walkOf(abandonedCart.document, "ordered");
  expect(texts.map(({ stepId }) => stepId)).toEqual(["remind"]);
  expect(stop).toEqual({ kind: "finished" });
});

test("who has ordered meanwhile takes the other path and hears nothing", () => {
  expect(walkOf(abandonedCart.document, "ordered", { hasOrdered: true })).toEqual({
    texts: [],
    acts: [],
    passed: ["ordered", "they-bought"],
    arms: { ordered: "yes" },
    stop: { kind: "finished" },
  });
});

test("an order is confirmed at once", () => {
  expect(walkOf(orderConfirmation.document, null).texts).toHaveLength(1);
});

test("a text before a wait is said before waiting", () => {
  const { texts, stop } = walkOf(twoTexts, null);
  expect(texts).toEqual([{ stepId: "first", text: "One {{ link }}" }]);
  expect(stop).toMatchObject({ kind: "waiting", stepId: "large" });
});

test("a branch with nothing on its path ends the walk", () => {
  expect(walkOf(twoTexts, "large")).toEqual({
    ...{ texts: [], acts: [], passed: ["large"], arms: { large: "no" }, stop: { kind: "finished" } },
  });
  expect(walkOf(twoTexts, "large", { totalMicros: 50_000_000 }).texts.map(({ stepId }) => stepId)).toEqual(["second"]);
});

test("a step that the document does not have is reported, not guessed", () => {
  expect(walkOf(twoTexts, "gone").stop).toEqual({ kind: "lost" });
});
