import { MOST_STEPS } from "#domain/flows/definition/document";
import type { Refusal } from "#domain/flows/editing/edit";

/** Why an edit was refused. */
export const refusals: Record<Refusal, string> = {
  "too-many-steps": `A flow can have up to ${MOST_STEPS} steps.`,
  "after-the-end": "No step can follow here. Add it to one of the paths.",
  "before-the-rest": "This would cut off the steps that follow. Move or delete them first.",
  "inside-itself": "A step can’t be moved into its own path.",
  "at-the-edge": "The step can’t move further.",
  gone: "The step isn’t there anymore.",
};

export function stepsCount(count: number): string {
  return count === 1 ? "1 step" : `${count} steps`;
}
