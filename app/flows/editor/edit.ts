import type { FlowDocument, Step } from "#domain/flows/definition/document";

/** The document with other settings at one step, wherever in the tree it is. */
export function withConfig(document: FlowDocument, stepId: string, config: unknown): FlowDocument {
  return { ...document, steps: inPath(document.steps, stepId, config) };
}

function inPath(path: Step[], stepId: string, config: unknown): Step[] {
  return path.map((step) => {
    if (step.id === stepId) return { ...step, config };
    const arms = Object.entries(step.arms).map(([arm, steps]) => [arm, inPath(steps, stepId, config)] as const);
    return arms.length === 0 ? step : { ...step, arms: Object.fromEntries(arms) };
  });
}
