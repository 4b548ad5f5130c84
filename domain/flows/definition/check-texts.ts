import { stepTexts } from "#domain/flows/steps/registry";
import { checkTemplate } from "#domain/messages/content/check-template";
import { UserError } from "#domain/user-error";
import { everyStep, type FlowDocument } from "./document.ts";

/** Refuses, by its step, a text that parses and takes too much work to make: what validation in the browser cannot see. */
export async function checkTexts(document: FlowDocument): Promise<void> {
  for (const step of everyStep(document.steps)) {
    for (const text of stepTexts(step)) {
      const problem = await checkTemplate(text);
      if (problem) throw new UserError("flow-has-problems", `The text can’t be rendered: ${problem}.`, step.id);
    }
  }
}
