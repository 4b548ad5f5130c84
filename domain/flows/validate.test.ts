import { describe, expect, test } from "vitest";
import { type FlowDocument, parseDocument } from "#domain/flows/document";
import { presets } from "#domain/flows/presets/registry";
import { validateFlow } from "#domain/flows/validate";

const text = (id: string, body: string) => ({ id, type: "send", config: { text: body } });
const cart = (...steps: object[]): FlowDocument =>
  parseDocument({ purpose: "marketing", trigger: { kind: "checkout-abandoned" }, steps });
const problemsOf = (document: FlowDocument) =>
  validateFlow(document).map(({ stepId, message }) => `${stepId}: ${message}`);

describe("what every shop is given", () => {
  test.each(Object.entries(presets))("%s can be published as it is", (_key, { document }) => {
    expect(validateFlow(parseDocument(document))).toEqual([]);
  });

  test("the order confirmation promotes nothing and links to nothing but the order", () => {
    expect(JSON.stringify(presets["order-confirmation"]?.document)).not.toMatch(/off|sale|save|shop now|deal/i);
  });
});

describe("a problem names its step", () => {
  test.each([
    ["an empty text", cart(text("a", "  ")), ["a: Write the text."]],
    [
      "a wait of nothing",
      cart({ id: "w", type: "wait", config: { minutes: 0 } }, text("a", "{{ link }}")),
      [expect.stringMatching(/^w: Choose how long/)],
    ],
    [
      "a name that is no merge tag",
      cart(text("a", "{{ cart.totl }} {{ link }}")),
      [expect.stringMatching(/^a: \{\{ cart\.totl \}\} isn’t a valid merge tag/)],
    ],
    [
      "a tag of another kind of flow",
      cart(text("a", "{{ order.name }} {{ link }}")),
      [expect.stringMatching(/order\.name/)],
    ],
    [
      "a cart text without the way back",
      cart(text("a", "Come back!")),
      [expect.stringMatching(/^a: Add \{\{ link \}\}/)],
    ],
    ["broken Liquid", cart(text("a", "{{ link }} {% if %}")), [expect.stringMatching(/^a: The text cannot be read/)]],
    [
      "a flow that says nothing",
      cart({ id: "w", type: "wait", config: { minutes: 5 } }),
      [expect.stringMatching(/^null: Add a text/)],
    ],
    [
      "a step after an exit",
      cart(text("a", "{{ link }}"), { id: "x", type: "exit", config: {} }, text("b", "{{ link }}")),
      [expect.stringMatching(/^b: Nobody gets here/)],
    ],
    [
      "a step after a branch",
      cart(
        { id: "if", type: "branch", config: { condition: { kind: "first-order" } }, arms: { yes: [text("a", "")] } },
        text("b", "{{ link }}"),
      ),
      ["a: Write the text.", expect.stringMatching(/^b: Nobody gets here/)],
    ],
  ])("%s", (_name, document, problems) => {
    expect([...problemsOf(document)].sort()).toEqual(expect.arrayContaining(problems));
    expect(problemsOf(document)).toHaveLength(problems.length);
  });

  test("a cart reminder cannot call itself transactional", () => {
    expect(problemsOf({ ...cart(text("a", "{{ link }}")), purpose: "transactional" })).toEqual([
      expect.stringMatching(/^null: .* are marketing/),
    ]);
  });
});

test("a text about an order sells nothing; a marketing text may", () => {
  const order = (purpose: string) =>
    parseDocument({
      purpose,
      trigger: { kind: "order-placed" },
      steps: [text("a", "Thanks! 20% off next time: {{ link }}")],
    });
  expect(problemsOf(order("transactional"))).toEqual([
    "a: “20% off” sells something: a text about an order may not. Take it out.",
  ]);
  expect(problemsOf(order("marketing"))).toEqual([]);
});

describe("a document is refused", () => {
  const wellFormed = { purpose: "marketing", trigger: { kind: "order-placed" }, steps: [text("a", "Hi")] };
  test.each([
    ["two steps with one id", { ...wellFormed, steps: [text("a", "Hi"), text("a", "Ho")] }],
    ["a step of no known type", { ...wellFormed, steps: [{ id: "a", type: "teleport", config: {} }] }],
    ["settings of the wrong kind", { ...wellFormed, steps: [{ id: "a", type: "wait", config: { minutes: "5" } }] }],
    ["a trigger that is none", { ...wellFormed, trigger: { kind: "full-moon" } }],
    [
      "more steps than anybody can read",
      { ...wellFormed, steps: Array.from({ length: 101 }, (_, i) => text(`s${i}`, "Hi")) },
    ],
  ])("%s", (_name, document) => {
    expect(() => parseDocument(document)).toThrow();
  });
});
