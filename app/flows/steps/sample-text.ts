import { sampleVariables } from "#domain/flows/definition/sample-variables";
import { word } from "#domain/messages/content/word";
import type { FlowAround } from "./step-form.ts";

/** The text as a sample person gets it, made by the code that makes the real ones. One too long is shown too; empty while none can be made. */
export function sampleText(template: string, { trigger, purpose, brandName, shortLinkUrl }: FlowAround): string {
  const variables = sampleVariables(trigger.mergeTags);
  const { first_name: firstName = null, last_name: lastName = null } = variables.customer ?? {};
  const wording = { template, variables, linkUrl: shortLinkUrl };
  const ways = { brandName, shortLinkUrl, newCode: () => "aB3dE5gH7j", longestText: Number.POSITIVE_INFINITY };
  const worded = word(wording, purpose, { firstName, lastName }, ways);
  return worded.text ?? "";
}
