import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { stepTest } from "#domain/flows/steps/registry";
import { testKey } from "./test-key.ts";
import type { TextTest } from "./text-test.ts";

/** An A/B test at its step. */
export interface StepTest {
  stepId: string;
  key: string;
  test: TextTest;
}

const known = new WeakMap<FlowDocument, StepTest[]>();

/** The A/B tests of a document. Documents are asked again and again, and never change. */
export function testsOf(document: FlowDocument): StepTest[] {
  const before = known.get(document);
  if (before) return before;
  const tests = everyStep(document.steps).flatMap((step): StepTest[] => {
    const test = stepTest(step);
    return test ? [{ stepId: step.id, key: testKey(test), test }] : [];
  });
  known.set(document, tests);
  return tests;
}
