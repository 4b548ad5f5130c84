import type { FlowDocument, Step } from "#domain/flows/definition/document";
import { stepText } from "#domain/flows/steps/registry";
import { type Snippets, withSnippets } from "./expand.ts";

/** The document of a version: its texts with the words that the snippets have now. Later changes of a snippet don't reach it. */
export function pinSnippets(document: FlowDocument, snippets: Snippets): FlowDocument {
  const pin = (path: Step[]): Step[] =>
    path.map((step) => ({
      ...step,
      config: stepText(step) === null ? step.config : withSnippets(step.config, snippets),
      arms: Object.fromEntries(Object.entries(step.arms).map(([arm, inner]) => [arm, pin(inner)])),
    }));
  return { ...document, steps: pin(document.steps) };
}
