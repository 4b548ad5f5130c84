import fc from "fast-check";
import { stepTypeNames, stepTypeOf } from "#domain/flows/steps/registry";
import { branchCondition } from "./any-condition.ts";
import { id, idOrNull, word } from "./odd-values.ts";

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
  branch: fc.record({ condition: branchCondition }),
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

/** A step of any type, as its form can leave it. */
export const anyStep = fc
  .constantFrom(...stepTypeNames)
  .chain((type) =>
    (configs[type] ?? fc.constant(stepTypeOf(type)?.initial as object)).map((config) => ({ type, config })),
  );
