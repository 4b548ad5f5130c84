import { READER } from "#app/campaigns/preview";
import { word } from "#domain/messages/content/word";

/** An automatic answer as one person gets it, by the code that makes it; empty when none can be made. Browser-safe. */
export function previewOfAnswer(template: string, brandName: string): string {
  const wording = { template, variables: {}, linkUrl: null };
  const ways = { brandName, shortLinkUrl: "", newCode: () => "", longestText: Number.POSITIVE_INFINITY };
  return word(wording, "transactional", READER, ways).text ?? "";
}
