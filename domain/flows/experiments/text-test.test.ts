import { describe, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { lateTexts, USUAL_HOURS } from "#domain/flows/definition/text-deadline";
import { validateFlow } from "#domain/flows/definition/validate";
import { pinSnippets } from "#domain/flows/snippets/pin";
import { stepTexts, stepTypeOf } from "#domain/flows/steps/registry";
import { blankFacts } from "#domain/flows/steps/walk-facts";
import { chooseVariant } from "./choose-variant.ts";
import { confidenceInWords } from "./confidence-in-words.ts";
import { addVariant, beginTest, removeVariant } from "./edit-test.ts";
import { testKey } from "./test-key.ts";
import type { TextTest, Variant } from "./text-test.ts";

const variant = (id: Variant["id"], text: string, weight = 50): Variant => ({ id, text, weight });
const byClicks = { by: "clicks", confidence: 95, minimum: 200 } as const;
const two: TextTest = { variants: [variant("a", "Hi {{ link }}"), variant("b", "Hello {{ link }}")], winner: byClicks };
const flow = (config: object, kind = "order-placed") =>
  parseDocument({ purpose: "marketing", trigger: { kind }, steps: [{ id: "say", type: "send", config }] });
const tested = (given: Partial<TextTest>, kind?: string) => flow({ text: "", test: { ...two, ...given } }, kind);
const problemsOf = (given: Partial<TextTest>, kind?: string) =>
  validateFlow(tested(given, kind)).map(({ message }) => message);

test("a text without a test is stored and read as it always was", () => {
  expect(flow({ text: "Hi" }).steps[0]?.config).toEqual({ text: "Hi" });
});

test("an older release, which knows no tests, finds the first text", () => {
  expect(tested({}).steps[0]?.config).toMatchObject({ text: "Hi {{ link }}", test: two });
});

test("the step says how many texts are compared and how the winner is chosen", () => {
  const says = (given: Partial<TextTest>) => stepTypeOf("send")?.describe({ text: "", test: { ...two, ...given } });
  expect(says({})).toBe("A/B test: 2 texts, winner by clicks");
  expect(says({ winner: { ...byClicks, by: "revenue" } })).toBe("A/B test: 2 texts, winner by revenue");
  expect(says({ winner: null })).toBe("A/B test: 2 texts, no automatic winner");
});

describe("a problem is named with its text", () => {
  test("a finished test has none", () => expect(problemsOf({})).toEqual([]));

  test("each text is checked as one alone would be", () => {
    const variants = [variant("a", ""), variant("b", "{{ link }} {% for i in order.lines %}{{ i.title }}{% endfor %}")];
    expect(problemsOf({ variants })).toEqual([
      "Text A: Enter a message.",
      expect.stringMatching(/^Text B: Line 1, character \d+: /),
    ]);
    const unknown = [variant("a", "Hi {{ link }}"), variant("b", "{{ link }} {{ nope }}")];
    expect(problemsOf({ variants: unknown })).toEqual([expect.stringMatching(/^Text B: .*\{\{ nope \}\}/)]);
  });

  test("a winner is chosen by taps, so each text needs a link", () => {
    const variants = [variant("a", "Hi"), variant("b", "Hello {{ link }}")];
    expect(problemsOf({ variants })).toEqual([expect.stringMatching(/^Text A: Add \{\{ link \}\}/)]);
    expect(problemsOf({ variants, winner: null })).toEqual([]);
    expect(problemsOf({ variants }, "checkout-abandoned")).toEqual([
      "Text A: Add {{ link }} so shoppers can return to their cart.",
    ]);
  });

  test("shares, number, minimum and words must make sense", () => {
    expect(problemsOf({ variants: [variant("a", "{{ link }}", 100)] })).toEqual(["Add a second text to compare."]);
    expect(problemsOf({ variants: [variant("a", "1 {{ link }}", 70), variant("b", "2 {{ link }}", 20)] })).toEqual([
      "The shares add up to 90%. Change them so they add up to 100%.",
    ]);
    expect(problemsOf({ variants: [variant("a", "1 {{ link }}", 100), variant("b", "2 {{ link }}", 0)] })).toEqual([
      "Text B: Give it a share above zero, or remove it.",
    ]);
    expect(problemsOf({ variants: [variant("a", "{{ link }}"), variant("b", "{{ link }}")] })).toEqual([
      "Text B: It’s the same as another text. Change its words, or remove it.",
    ]);
    expect(problemsOf({ winner: { ...byClicks, minimum: 10 } })).toEqual([
      "Wait for at least 50 people for each text before a winner is chosen.",
    ]);
  });

  test("six texts are no test", () => {
    const variants = ["a", "b", "c", "d", "e", "a"].map((id) => variant(id as Variant["id"], id, 20));
    expect(() => tested({ variants })).toThrow();
  });
});

test("snippets in every text are pinned, and the deadline holds for a test as for a text", () => {
  const variants = [variant("a", 'A {% snippet "bye" %}'), variant("b", 'B {% snippet "bye" %}')];
  const [step] = pinSnippets(tested({ variants }), { bye: "Bye" }).steps;
  expect(step && stepTexts(step)).toEqual(["A Bye", "B Bye"]);
  const late = parseDocument({
    purpose: "marketing",
    trigger: { kind: "checkout-abandoned" },
    steps: [
      { id: "wait", type: "wait", config: { minutes: 3 * 24 * 60 } },
      { id: "say", type: "send", config: { text: "", test: two } },
    ],
  });
  expect([...lateTexts(late, USUAL_HOURS).keys()]).toEqual(["say"]);
});

describe("who gets which text", () => {
  const reader = (person: number, flowId = "flow") => ({ flowId, stepId: "say", subscriberId: `person ${person}` });
  const textOf = (it: TextTest, person: number) => chooseVariant(it, reader(person)).variant.id;
  const people = Array.from({ length: 2_000 }, (_, i) => i);

  test("a person gets the same text each time, by the shares", () => {
    const uneven = { ...two, variants: [variant("a", "A", 20), variant("b", "B", 80)] };
    expect(people.map((it) => textOf(uneven, it))).toEqual(people.map((it) => textOf(uneven, it)));
    const share = people.filter((it) => textOf(uneven, it) === "a").length / people.length;
    expect(share).toBeGreaterThan(0.17);
    expect(share).toBeLessThan(0.23);
  });

  test("another test assigns people again", () => {
    const other = { ...two, variants: [variant("a", "Hi {{ link }}"), variant("b", "Bye {{ link }}")] };
    const same = people.filter((it) => textOf(two, it) === textOf(other, it)).length / people.length;
    expect(same).toBeGreaterThan(0.45);
    expect(same).toBeLessThan(0.55);
  });

  test("once a text has won, everyone gets it, and messages tell them apart", () => {
    const won = chooseVariant(two, reader(1), "b");
    expect(won).toEqual({ variant: two.variants[1], label: `${testKey(two)}.b.winner` });
    expect(chooseVariant(two, reader(1), "gone").label).toMatch(/\.[ab]$/);
  });

  test("a changed text or share is another test; a changed rule is the same", () => {
    const key = testKey(two);
    expect(testKey({ variants: [...two.variants] })).toBe(key);
    expect(testKey({ variants: [variant("a", "Hi {{ link }}"), variant("b", "Hello! {{ link }}")] })).not.toBe(key);
    expect(testKey({ variants: [variant("a", "Hi {{ link }}", 40), variant("b", "Hello {{ link }}", 60)] })).not.toBe(
      key,
    );
  });

  test("a trial of the flow shows the text that the person would get", () => {
    const [step] = tested({}).steps;
    const facts = { ...blankFacts(new Date(0)), flowId: "flow", subscriberId: "person 1" };
    const said = (winners: Record<string, string>) =>
      step && stepTypeOf("send")?.advance(step.config, { ...facts, winners }, "say");
    expect(said({})).toEqual({ kind: "say", text: chooseVariant(two, reader(1)).variant.text });
    expect([said({ say: "a" }), said({ say: "b" })]).toEqual(two.variants.map(({ text }) => ({ kind: "say", text })));
  });
});

describe("editing a test", () => {
  const lettersOf = (it: TextTest | null) => it?.variants.map(({ id, weight }) => `${id}${weight}`).join(" ");

  test("shares stay equal as texts come and go, and letters stay with their texts", () => {
    const three = addVariant(beginTest("Hi"));
    expect(lettersOf(three)).toBe("a34 b33 c33");
    const without = removeVariant(three, "b");
    expect(lettersOf(without)).toBe("a50 c50");
    expect(lettersOf(without && addVariant(without))).toBe("a34 b33 c33");
    expect(without && removeVariant(without, "a")).toBeNull();
  });

  test("five texts are the most", () => {
    const full = addVariant(addVariant(addVariant(beginTest("Hi"))));
    expect(lettersOf(full)).toBe("a20 b20 c20 d20 e20");
    expect(addVariant(full)).toBe(full);
  });
});

test("confidence is told in words and as a number", () => {
  const says = (confidence: number) => confidenceInWords({ leader: "b", confidence }, "clicks");
  expect(says(0.1)).toBe("No clear difference yet. Text B leads (10% confidence).");
  expect(says(0.6)).toBe("Text B may do better, but chance could explain it (60% confidence).");
  expect(says(0.85)).toBe("Text B probably gets more clicks (85% confidence).");
  expect(says(0.9999)).toBe("Text B clearly gets more clicks (99.9% confidence).");
});
