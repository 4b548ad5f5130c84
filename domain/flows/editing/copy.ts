import type { Step } from "#domain/flows/definition/document";
import { findStep, pathAt, placeOf } from "./tree.ts";

/** A step with its arms; or with everything that follows it in its path. Empty when the tree has no such step. */
export function copyOf(steps: Step[], stepId: string, extent: "step" | "path"): Step[] {
  const place = placeOf(steps, stepId);
  const step = findStep(steps, stepId);
  if (!place || !step) return [];
  return extent === "step" ? [step] : (pathAt(steps, place.path) ?? []).slice(place.index);
}

/** The same steps under new ids: a pasted text is another text, for reports and for people on their way. */
export function withNewIds(steps: Step[], newId: () => string): Step[] {
  return steps.map((step) => ({
    ...step,
    id: newId(),
    arms: Object.fromEntries(Object.entries(step.arms).map(([arm, inside]) => [arm, withNewIds(inside, newId)])),
  }));
}
