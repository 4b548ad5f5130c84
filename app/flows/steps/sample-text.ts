import { sampleVariables } from "#domain/flows/definition/sample-variables";
import { expandSnippets } from "#domain/flows/snippets/expand";
import { word } from "#domain/messages/content/word";
import type { FlowAround } from "./step-form.ts";

/** The text as a sample person gets it, made by the code that makes the real ones. One too long is shown too; empty while none can be made. */
export function sampleText(template: string, around: FlowAround): string {
  const { mergeTags, purpose, brandName, shortLinkUrl, country, snippets } = around;
  const variables = sampleVariables(mergeTags);
  const { first_name: firstName = null, last_name: lastName = null } = variables.customer ?? {};
  const locale = { country, currency: "USD", timeZone: null, now: null };
  const wording = { template: expandSnippets(template, snippets).text, variables, linkUrl: shortLinkUrl, locale };
  const ways = { brandName, shortLinkUrl, newCode: () => "aB3dE5gH7j", longestText: Number.POSITIVE_INFINITY };
  const worded = word(wording, purpose, { firstName, lastName }, ways);
  return worded.text ?? "";
}
