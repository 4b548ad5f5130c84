import fc from "fast-check";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { type TriggerKind, triggerKinds, triggerType } from "#domain/flows/triggers/registry";
import type { SettingField } from "#domain/flows/triggers/setting-field";
import { eventCondition, rules } from "./any-condition.ts";
import { anyStep } from "./any-step.ts";
import { idOrNull, word, words } from "./odd-values.ts";
import { treeOf } from "./tree-of.ts";

// Flows as the editor's forms can leave them: every trigger, every step, settings that are finished, empty, contradictory or odd.

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
    steps: fc.array(fc.record({ step: anyStep, where: fc.nat(1_000) }), { maxLength: 20 }),
  })
  .map(({ purpose, trigger, steps }) =>
    parseDocument(JSON.parse(JSON.stringify({ purpose, trigger, steps: treeOf(steps) }))),
  );
