import fc from "fast-check";
import { type FlowDocument, parseDocument, type Step } from "#domain/flows/definition/document";
import { stepTypeNames, stepTypeOf } from "#domain/flows/steps/registry";
import { type TriggerKind, triggerKinds, triggerType } from "#domain/flows/triggers/registry";
import type { SettingField } from "#domain/flows/triggers/setting-field";

// Flows as the editor's forms can leave them: every trigger, every step, settings that are finished, empty, contradictory or odd.

const ODD = ["", " ", "0", "{{", "{% if %}", "‮", "“x”", "🙂", "a".repeat(40), "__proto__", "constructor"];
const word = fc.oneof(
  fc.constantFrom("vip", "blue", "points", "country", "amount", ...ODD),
  fc.string({ maxLength: 30 }),
);
const words = (most: number) => fc.array(word, { maxLength: most });
const id = fc.constantFrom("0193c0de-0000-7000-8000-000000000001", "0193c0de-0000-7000-8000-000000000002");
const idOrNull = fc.option(id);
const minutes = (most: number, least = 0) =>
  fc.oneof(fc.constantFrom(least, 1, most), fc.integer({ min: least, max: most }));
const text = fc.oneof(
  fc.constantFrom(
    ...["Hello", "Hi {{ customer.first_name }} {{ link }}", "{{ link }}", "20% off {{ link }}", "{{ webhook.points }}"],
    ...["{{ cart.total }} {{ link }}", "{% for line in order.lines limit: 2 %}{{ line.title }}{% endfor %}"],
    ...["{{ discount.code }} {{ link }}", '{% snippet "gone" %}', "{{ nothing.here }}", "{% if a %}{% endif", ""],
  ),
  fc.string({ maxLength: 200 }),
);

const eventCondition = fc.record({
  property: word,
  compare: fc.constantFrom("is", "is-not", "contains", "at-least", "at-most", "one-of"),
  value: fc.oneof(word, fc.integer(), fc.boolean(), words(3)),
});

const rules: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      { type: "and", rules: [] },
      { type: "tags", tags: ["vip"] },
      { type: "tags", tags: [] },
      { type: "unheard-of" },
    ],
    ...[
      { type: "orders", is: "at-most", count: 0 },
      { type: "not", rule: { type: "tags", tags: ["vip"] } },
    ],
    ...[
      {
        type: "or",
        rules: [
          { type: "orders", is: "at-least", count: 1 },
          { type: "and", rules: [] },
        ],
      },
    ],
  ),
);

const condition = fc.oneof(
  fc.constantFrom(
    ...[{ kind: "ordered-since-start" }, { kind: "clicked-since-start" }, { kind: "replied-since-start" }],
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

/** The settings that each step's form can leave behind. */
const configs: Record<string, fc.Arbitrary<object>> = {
  wait: fc.record({ minutes: minutes(90 * 1_440) }),
  "wait-until-time": fc.record({ minute: minutes(1_439), weekdays: fc.subarray([0, 1, 2, 3, 4, 5, 6]) }),
  "wait-until-date": fc.record({
    from: fc.constantFrom("event", "person"),
    property: word,
    days: fc.integer({ min: -365, max: 365 }),
    minute: minutes(1_439),
  }),
  "wait-for-event": fc.record({
    event: fc.constantFrom("ordered", "clicked", "replied", "custom"),
    name: word,
    minutes: minutes(90 * 1_440),
  }),
  send: fc.record({ text }),
  branch: fc.record({ condition }),
  "random-split": fc.record({
    paths: fc.uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e", "f"), weight: minutes(1_000) }), {
      minLength: 1,
      maxLength: 6,
      selector: (it) => it.id,
    }),
  }),
  tag: fc.record({ tag: word }),
  untag: fc.record({ tag: word }),
  "set-property": fc.record({
    name: word,
    type: fc.constantFrom("text", "number", "yes-no", "date", "list"),
    value: fc.oneof(word, fc.constantFrom("5", "yes", "2026-11-30", "a, b")),
    clears: fc.boolean(),
  }),
  "add-to-list": fc.record({ listId: idOrNull, listName: word }),
  "remove-from-list": fc.record({ listId: idOrNull, listName: word }),
  "start-flow": fc.record({ flowId: idOrNull, flowName: word }),
  "discount-code": fc.record({
    terms: fc.record({
      kind: fc.constantFrom("percentage", "amount"),
      value: fc.constantFrom(0, 10, 100, 101, 5_000_000, Number.MAX_SAFE_INTEGER),
      minimumMicros: fc.constantFrom(0, 1, 20_000_000),
      prefix: fc.constantFrom("", "SAVE", "no spaces", "-"),
    }),
    waitMinutes: minutes(1_440),
  }),
  webhook: fc.record({
    url: fc.constantFrom(
      "",
      "https://erp.example/hook",
      "http://erp.example",
      "ftp://x",
      "https://u:p@erp.example",
      "x",
    ),
    sendsPerson: fc.boolean(),
    sendsEvent: fc.boolean(),
    fields: fc.array(fc.record({ name: word, value: word }), { maxLength: 3 }),
    waits: fc.boolean(),
    waitMinutes: minutes(1_440, 1),
    answers: fc.array(fc.record({ name: fc.oneof(fc.constantFrom("points", "level"), word), path: word }), {
      maxLength: 3,
    }),
  }),
  fetch: fc.record({ what: fc.constantFrom("order", "customer"), waitMinutes: minutes(1_440, 1) }),
  "notify-staff": fc.record({ staffIds: fc.array(id, { maxLength: 3 }), text }),
  exit: fc.constant({}),
};

/** The names of step types for which there is no generator. */
export const stepTypesWithoutSettings = stepTypeNames.filter((name) => !Object.hasOwn(configs, name));

const anyConfig = fc
  .constantFrom(...stepTypeNames)
  .chain((type) =>
    (configs[type] ?? fc.constant(stepTypeOf(type)?.initial as object)).map((config) => ({ type, config })),
  );

function settingOf({ kind, least = 0, most, choices = [] }: SettingField): fc.Arbitrary<unknown> {
  switch (kind) {
    case "words":
      return words(Math.min(most ?? 20, 5));
    case "whole-number":
      return fc.integer({ min: least, max: most ?? 1_000 });
    case "hour":
      return fc.integer({ min: 0, max: 23 });
    case "date":
      return fc.constantFrom(null, "2026-12-24", "1999-01-01");
    case "choice":
      return fc.constantFrom(...choices.map(({ value }) => value));
    case "yes-no":
      return fc.boolean();
    case "segment":
      return idOrNull;
    case "property":
      return fc.constantFrom(null, "birthday");
    default:
      return word;
  }
}

const anyReentry = fc.constantFrom(
  undefined,
  ...(["once", "once-per-subject", "always"] as const).map((kind) => ({ kind })),
  { kind: "after-days" as const, days: 30 },
);

/** Any trigger with any settings, rules of re-entry and filter. */
const anyTrigger = fc.constantFrom(...triggerKinds).chain((kind: TriggerKind) => {
  const { fields, properties } = triggerType(kind);
  const declared = fc.record({
    property: fc.constantFrom("", ...properties.map(({ name }) => name)),
    compare: fc.constantFrom("is", "is-not", "contains", "at-least", "at-most", "one-of"),
    value: fc.oneof(word, fc.integer(), fc.boolean(), words(3)),
  });
  return fc.record({
    kind: fc.constant(kind),
    settings: fc.record(Object.fromEntries(fields.map((field) => [field.name, settingOf(field)])), {
      requiredKeys: [],
    }),
    reentry: anyReentry,
    filter: fc.option(
      fc.record({ event: fc.array(fc.oneof(declared, eventCondition), { maxLength: 2 }), people: fc.option(rules) }),
    ),
  });
});

/** A flow of any trigger and any tree. Some have no problems, most have several. */
export const anyDocument: fc.Arbitrary<FlowDocument> = fc
  .record({
    purpose: fc.constantFrom("marketing" as const, "transactional" as const),
    trigger: anyTrigger,
    steps: fc.array(fc.record({ step: anyConfig, where: fc.nat(1_000) }), { maxLength: 20 }),
  })
  .map(({ purpose, trigger, steps }) =>
    parseDocument(JSON.parse(JSON.stringify({ purpose, trigger, steps: treeOf(steps) }))),
  );

/** Each step goes to the end of one of the paths that are open so far, as the editor has it. */
function treeOf(steps: { step: { type: string; config: object }; where: number }[]): Step[] {
  const start: Step[] = [];
  let open = [start];
  steps.forEach(({ step: { type, config }, where }, i) => {
    const path = open[where % Math.max(1, open.length)];
    const stepType = stepTypeOf(type);
    if (!path || !stepType) return;
    const arms = Object.fromEntries(stepType.arms(config).map((arm): [string, Step[]] => [arm, []]));
    path.push({ id: `s${i}`, type, config, arms });
    open = [...(stepType.isLast ? open.filter((it) => it !== path) : open), ...Object.values(arms)];
  });
  return start;
}

const soundText = fc.constantFrom("Hello", "Hi {{ customer.first_name }}", "More at {{ link }}");
const short = fc.constantFrom(1, 30, 60, 600, 1_440, 3_000);
const asks = fc.constantFrom<object>(
  ...[{ kind: "ordered-since-start" }, { kind: "replied-since-start" }, { kind: "first-order" }],
  ...["yes", "no", "anything"].map((saying) => ({ kind: "reply-says", saying, words: [] })),
  ...[
    { type: "tags", tags: ["vip"] },
    { type: "orders", is: "at-most", count: 0 },
  ].map((it) => ({
    kind: "segment",
    rules: it,
  })),
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
