import { stepTypeOf } from "#domain/flows/steps/registry";
import type { StepVariables } from "#domain/flows/steps/step-type";
import { everyStep, type FlowDocument } from "./document.ts";

/** The values of the merge tags that a walk's steps provide, from what they have learned. A later step's value counts. */
export function learnedVariables(document: FlowDocument, memory: Record<string, unknown>): StepVariables {
  const variables: StepVariables = {};
  if (Object.keys(memory).length === 0) return variables;
  for (const { id, type, config } of everyStep(document.steps)) {
    if (!Object.hasOwn(memory, id)) continue;
    const learned = stepTypeOf(type)?.variables(config, memory[id]) ?? {};
    for (const [object, fields] of Object.entries(learned)) variables[object] = { ...variables[object], ...fields };
  }
  return variables;
}
