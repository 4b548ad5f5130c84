import fc from "fast-check";
import { expect, test } from "vitest";
import { stepText, stepTypeOf } from "#domain/flows/steps/registry";
import { blankFacts, type WalkFacts } from "#domain/flows/steps/walk-facts";
import { madeUpSubject, sampleEvent } from "#domain/flows/trial/event";
import { tryOut } from "#domain/flows/trial/trial";
import { triggerType } from "#domain/flows/triggers/registry";
import { pathsOf, walk } from "#domain/flows/walk/walk";
import { aRecipient, shopRules } from "../../../test/factories/claim/decision.ts";
import { anyDocument } from "../../../test/flows/any-document.ts";
import { stepTypesWithoutSettings } from "../../../test/flows/any-step.ts";
import { everyStep, parseDocument } from "./document.ts";
import { validateFlow } from "./validate.ts";

const NOW = new Date("2026-11-24T15:00:00Z");
const SHOP = { storeUrl: "https://harbor.test", shopCurrency: "USD", country: "US", timeZone: "America/New_York" };

test("every step type has settings to try", () => expect(stepTypesWithoutSettings).toEqual([]));

test("each problem of any flow names its step and a setting that the step or the trigger has", () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const steps = new Map(everyStep(document.steps).map((step) => [step.id, step]));
      for (const { stepId, field, message } of validateFlow(document)) {
        expect(message.trim()).not.toBe("");
        if (stepId === null)
          expect(field).toMatch(/^(purpose|steps|reentry|settings\.\w+|filter\.(event\.\d+|people))$/);
        else {
          const step = steps.get(stepId);
          const settings = step ? [...Object.keys(step.config as object), "step", "text"] : [];
          expect(settings).toContain(field);
        }
      }
    }),
  );
});

test("any flow is stored and read back as it was, and every step and trigger of it has its sentence", () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
      for (const { type, config, arms } of everyStep(document.steps)) {
        expect(stepTypeOf(type)?.describe(config)).toBeTruthy();
        for (const arm of Object.keys(arms)) expect(stepTypeOf(type)?.armLabel(config, arm)).toBeTruthy();
      }
      expect(triggerType(document.trigger.kind).title).toBeTruthy();
    }),
  );
});

const anyFacts = fc.record({
  hasOrdered: fc.boolean(),
  isFirstOrder: fc.boolean(),
  totalMicros: fc.option(fc.integer({ min: 0 })),
  event: fc.dictionary(fc.constantFrom("country", "amount", "date"), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
  properties: fc.dictionary(fc.constantFrom("birthday", "vip"), fc.constantFrom("2026-12-24", "x", 5, true)),
  isMember: fc.boolean(),
});

test("a walk through any flow, with problems or without, comes to its end and never throws", () => {
  fc.assert(
    fc.property(anyDocument, anyFacts, (document, { isMember, ...given }) => {
      const paths = pathsOf(document);
      let facts: WalkFacts = { ...blankFacts(NOW), ...given, matches: () => isMember };
      let stepId: string | null = document.steps[0]?.id ?? null;
      for (let stops = 0; stepId !== null; stops++) {
        expect(stops).toBeLessThan(300);
        const { stop } = walk(paths, stepId, facts);
        expect(stop.kind).not.toBe("lost");
        if (stop.kind !== "waiting") return;
        facts = { ...facts, now: stop.resumeAt, waitingSince: stop.waitingSince };
        stepId = stop.stepId;
      }
    }),
  );
});

test("a trial of any flow comes to its end and never throws, whatever happens meanwhile", () => {
  const hours = fc.integer({ min: 0, max: 100 });
  const imagined = fc.array(
    fc.record({ event: fc.constantFrom("ordered", "clicked", "replied"), at: hours, reply: fc.string() }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(anyDocument, imagined, (document, events) => {
      const made = sampleEvent(document, { country: "US", currency: "USD" });
      const person = {
        ...{
          recipient: aRecipient(),
          shop: shopRules(),
          campaign: "any",
          answers: {},
          shortLinkUrl: "https://crt.test",
        },
        facts: { ...blankFacts(NOW), event: made.properties },
        subject: madeUpSubject(document, made, SHOP, NOW),
        imagined: events.map((it) => ({ ...it, at: new Date(NOW.getTime() + it.at * 3_600_000) })),
      };
      const { texts, endsAt } = tryOut(document, person, NOW);
      expect(endsAt).not.toBeNull();
      const steps = new Map(everyStep(document.steps).map((step) => [step.id, step]));
      for (const { stepId } of texts) {
        const step = steps.get(stepId);
        expect(step && stepText(step)).not.toBeNull();
      }
    }),
    { numRuns: 40 },
  );
});
