import { describe, expect, test } from "vitest";
import { everyStep, parseDocument } from "#domain/flows/definition/document";
import { mergeTagsByStep } from "#domain/flows/definition/merge-tags-by-step";
import { sampleVariables } from "#domain/flows/definition/sample-variables";
import { validateFlow } from "#domain/flows/definition/validate";
import { stepText } from "#domain/flows/steps/registry";
import { type TriggerKind, triggerKinds } from "#domain/flows/triggers/registry";
import { measureText } from "#domain/messages/content/parts";
import { saysHowToStop } from "#domain/messages/content/says-how-to-stop";
import { word } from "#domain/messages/content/word";
import { gallery } from "./gallery.ts";
import { presetCategories } from "./preset.ts";
import { presets } from "./registry.ts";

/** Triggers without a ready-made flow, and why. */
const WITHOUT: Partial<Record<TriggerKind, string>> = {
  "segment-entered": "The segment is the merchant's own: a flow without one can't be published.",
  "segment-left": "The segment is the merchant's own: a flow without one can't be published.",
  "keyword-received": "The keyword is the merchant's own: a flow without one can't be published.",
  "link-clicked": "What a tap means depends on where the link led.",
  "custom-event": "The event's name is the other program's: a flow without one can't be published.",
  "customer-tagged": "What a tag means is the merchant's own, and so is the text.",
  "fixed-date": "The date is the merchant's own: a flow without one can't be published.",
};

const ways = {
  brandName: "Fernhill Supply",
  shortLinkUrl: "https://crt.example",
  newCode: () => "aB3dE5gH7j",
  longestText: 1_600,
};
const people = [
  { firstName: "Ada", lastName: "Lovelace" },
  { firstName: null, lastName: null },
];

describe.each(Object.entries(gallery))("the ready-made flow %s", (_key, { document, category, describe: says }) => {
  test("can be published as it is", () => {
    expect(validateFlow(parseDocument(document))).toEqual([]);
  });

  test("is described in one sentence and has a place in the gallery", () => {
    expect(says).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(presetCategories)).toContain(category);
  });

  test("has texts of two SMS segments at most that name the store, and say how to stop where they sell", () => {
    const tags = mergeTagsByStep(document);
    const texts = everyStep(document.steps).filter((step) => stepText(step) !== null);
    expect(texts.length).toBeGreaterThan(0);
    for (const step of texts)
      for (const person of people) {
        const variables = sampleVariables(tags.get(step.id) ?? []);
        const wording = { template: stepText(step) ?? "", variables, linkUrl: "https://shop.example/" };
        const worded = word(wording, document.purpose, person, ways);
        const made = worded.kind === "worded" ? worded.text : worded.detail;
        expect(made).toContain("Fernhill Supply");
        expect(made).not.toMatch(/[{}]|undefined|null|\[object| {2}| [.,!]/);
        expect(measureText(made)).toMatchObject({ encoding: "gsm-7", unicodeCharacters: [] });
        expect(measureText(made).parts).toBeLessThanOrEqual(2);
        expect(saysHowToStop(made)).toBe(document.purpose === "marketing");
      }
  });
});

test("the gallery offers the flows that every store is given", () => {
  for (const [key, preset] of Object.entries(presets)) expect(gallery[key]).toBe(preset);
});

test("there are at least fourteen, and each trigger has one or a reason", () => {
  expect(Object.keys(gallery).length).toBeGreaterThanOrEqual(14);
  const used = new Set(Object.values(gallery).map(({ document }) => document.trigger.kind));
  const missing = triggerKinds.filter((kind) => !used.has(kind) && WITHOUT[kind] === undefined);
  expect(missing).toEqual([]);
  for (const kind of Object.keys(WITHOUT)) expect(used).not.toContain(kind);
});

test("of the three texts about a checkout, a shopper gets one", () => {
  const { steps } = parseDocument(gallery["abandoned-checkout"]?.document);
  const mostOnAPath = (path: typeof steps): number =>
    path.reduce(
      (sum, step) =>
        sum + (stepText(step) === null ? 0 : 1) + Math.max(0, ...Object.values(step.arms).map(mostOnAPath)),
      0,
    );
  expect(everyStep(steps).filter((step) => stepText(step) !== null)).toHaveLength(3);
  expect(mostOnAPath(steps)).toBe(1);
});
