import { describe, expect, test } from "vitest";
import type { StoreThings } from "#domain/flows/checking/store-things";
import { presets } from "#domain/flows/presets/registry";
import { type FlowDocument, parseDocument } from "./document.ts";
import { USUAL_HOURS } from "./text-deadline.ts";
import { validateFlow } from "./validate.ts";

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
    ["an empty text", cart(text("a", "  ")), ["a: Enter a message."]],
    [
      "a wait of nothing",
      cart({ id: "w", type: "wait", config: { minutes: 0 } }, text("a", "{{ link }}")),
      [expect.stringMatching(/^w: Enter a wait of at least 1 minute/)],
    ],
    [
      "a name that is no merge tag",
      cart(text("a", "{{ cart.totl }} {{ link }}")),
      [expect.stringMatching(/^a: Line 1, character 4: \{\{ cart\.totl \}\} isn’t a valid merge tag/)],
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
    [
      "broken Liquid",
      cart(text("a", "{{ link }} {% if %}")),
      [expect.stringMatching(/^a: Line 1, character 17: The text has an error/)],
    ],
    [
      "a flow that says nothing",
      cart({ id: "w", type: "wait", config: { minutes: 5 } }),
      [expect.stringMatching(/^null: Add a text/)],
    ],
    ["a flow that only acts", cart({ id: "t", type: "tag", config: { tag: "left a cart" } }), []],
    [
      "a step after an exit",
      cart(text("a", "{{ link }}"), { id: "x", type: "exit", config: {} }, text("b", "{{ link }}")),
      [expect.stringMatching(/^b: This step is never reached/)],
    ],
    [
      "a step after a branch",
      cart(
        { id: "if", type: "branch", config: { condition: { kind: "first-order" } }, arms: { yes: [text("a", "")] } },
        text("b", "{{ link }}"),
      ),
      ["a: Enter a message.", expect.stringMatching(/^b: This step is never reached/)],
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

describe("a text that would expire before it can leave is an error at that text", () => {
  const HOURS = 60;
  const wait = (id: string, minutes: number) => ({ id, type: "wait", config: { minutes } });
  const say = (id: string) => text(id, "Come back: {{ link }}");
  const fork = (yes: object[], no: object[]) => ({
    ...{ id: "fork", type: "branch", config: { condition: { kind: "first-order" } } },
    arms: { yes, no },
  });
  const order = (purpose: string, ...steps: object[]) =>
    parseDocument({ purpose, trigger: { kind: "order-placed" }, steps });
  const nights = { textingStartsMinute: 10 * 60, textingEndsMinute: 18 * 60 };
  const longDays = { textingStartsMinute: 8 * 60, textingEndsMinute: 21 * 60 };

  test.each<[string, FlowDocument, string[], typeof nights?]>([
    ["a cart's text after three days", cart(wait("w", 72 * HOURS), say("a")), ["a"]],
    ["after exactly the 48 hours", cart(wait("w", 48 * HOURS), say("a")), ["a"]],
    ["after 90 days, the longest wait", cart(wait("w", 90 * 24 * HOURS), say("a")), ["a"]],
    ["after an hour", cart(wait("w", HOURS), say("a")), []],
    ["at once", cart(say("a")), []],
    ["after 47 hours: a night may come between", cart(wait("w", 47 * HOURS), say("a")), ["a"]],
    ["just short of 48 hours with the night", cart(wait("w", 35 * HOURS - 1), say("a")), []],
    ["48 hours with the night", cart(wait("w", 35 * HOURS), say("a")), ["a"]],
    ["longer nights leave less", cart(wait("w", 32 * HOURS), say("a")), ["a"], nights],
    ["shorter nights leave more", cart(wait("w", 36 * HOURS - 1), say("a")), [], longDays],
    ["but no night is shorter than the states' own", cart(wait("w", 36 * HOURS), say("a")), ["a"], longDays],
    [
      "waits add up; earlier texts are on time",
      cart(wait("w1", 20 * HOURS), say("a"), wait("w2", 20 * HOURS), say("b"), say("c")),
      ["b", "c"],
    ],
    ["each arm is a path of its own", cart(fork([wait("w", 50 * HOURS), say("a")], [say("b")])), ["a"]],
    [
      "the waits before a branch count in both arms",
      cart(wait("w", 30 * HOURS), fork([wait("v", 30 * HOURS), say("a")], [wait("u", HOURS), say("b")])),
      ["a"],
    ],
    ["a wait after the last text delays nothing", cart(say("a"), wait("w", 90 * 24 * HOURS)), []],
    ["days after an order", order("marketing", wait("w", 3 * 24 * HOURS), say("a")), []],
    ["90 days after an order", order("marketing", wait("w", 90 * 24 * HOURS), say("a")), []],
    ["days after an order, about the order", order("transactional", wait("w", 2 * 24 * HOURS), say("a")), []],
  ])("%s", (_name, document, late, hours) => {
    const problems = validateFlow(document, hours);
    expect(problems.map(({ stepId }) => stepId)).toEqual(late);
    for (const { message } of problems)
      expect(message).toMatch(/must go out within 48 hours .* Shorten them to less than/);
  });

  test("says how long the waits are and may be", () => {
    expect(problemsOf(cart(wait("w", 72 * HOURS), say("a")))).toEqual([
      "a: This text would be sent too late: it must go out within 48 hours of “Checkout abandoned”. " +
        "The waits before it add up to 3 days, and quiet hours can add 13 hours. " +
        "Shorten them to less than 1 day 11 hours total.",
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
    "a: “20% off” is promotional. Order texts can’t include promotions. Remove it.",
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

describe("what a flow names and the store doesn't have is an error at its field", () => {
  const ID = "0193c0de-0000-7000-8000-000000000001";
  const store: StoreThings = {
    ...{ lists: [], segments: [], flows: [], staff: [] },
    properties: [
      { name: "color", type: "text" },
      { name: "birthday", type: "date" },
    ],
  };
  const everything: StoreThings = { ...store, lists: [ID], segments: [ID], flows: [ID], staff: [ID] };
  const missing = (step: object, trigger: object = { kind: "segment-left", settings: { segmentId: ID } }) =>
    parseDocument({ purpose: "marketing", trigger, steps: [{ id: "a", ...step }, text("b", "Hello")] });
  const fieldsOf = (document: FlowDocument, things: StoreThings) =>
    validateFlow(document, { ...USUAL_HOURS, store: things }).map(({ stepId, field }) => `${stepId} ${field}`);
  const list = { listId: ID, listName: "VIP" };

  test.each([
    ["a list", { type: "add-to-list", config: list }, "a listId"],
    ["a list to leave", { type: "remove-from-list", config: list }, "a listId"],
    ["a flow", { type: "start-flow", config: { flowId: ID } }, "a flowId"],
    ["a staff number", { type: "notify-staff", config: { staffIds: [ID], text: "Hi" } }, "a staffIds"],
  ])("%s", (_name, step, where) => {
    expect(fieldsOf(missing(step), store)).toEqual(["null settings.segmentId", where]);
    expect(fieldsOf(missing(step), everything)).toEqual([]);
    expect(validateFlow(missing(step))).toEqual([]);
  });

  test("a property of another type, and one that isn't there", () => {
    const set = (type: string, value: string) => ({ type: "set-property", config: { name: "Color", type, value } });
    expect(fieldsOf(missing(set("number", "5")), everything)).toEqual(["a type"]);
    expect(fieldsOf(missing(set("text", "blue")), everything)).toEqual([]);
    const until = (property: string) => ({ type: "wait-until-date", config: { from: "person", property } });
    expect(fieldsOf(missing(until("renewal")), everything)).toEqual(["a property"]);
    expect(fieldsOf(missing(until("birthday")), everything)).toEqual([]);
    const own = missing({ type: "set-property", config: { name: "renewal", type: "date", value: "2027-01-01" } });
    const steps = [...own.steps, ...missing(until("renewal")).steps.map((it) => ({ ...it, id: `2${it.id}` }))];
    expect(fieldsOf({ ...own, steps }, everything)).toEqual([]);
    const birthday = { kind: "date-property", settings: { property: "color" } };
    expect(fieldsOf(missing(until("birthday"), birthday), everything)).toEqual(["null settings.property"]);
  });
});

test("conditions that are too long are kept and named at their step", () => {
  const tags = Array.from({ length: 900 }, (_, i) => `a tag with a long name ${i}`);
  const branch = { id: "a", type: "branch", config: { condition: { kind: "segment", rules: { type: "tags", tags } } } };
  expect(problemsOf(cart(branch))).toContainEqual(expect.stringMatching(/^a: These conditions are too long/));
});

test("a text on a path that no one can take is an error at that text", () => {
  const asks = (id: string, yes: object[], no: object[]) => ({
    ...{ id, type: "branch", config: { condition: { kind: "first-order" } } },
    arms: { yes, no },
  });
  const document = cart(asks("one", [asks("two", [text("a", "{{ link }}")], [text("b", "{{ link }}")])], []));
  expect(problemsOf(document)).toEqual([expect.stringMatching(/^b: No one can get this text/)]);
});
