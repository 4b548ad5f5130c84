import { word } from "#domain/messages/content/word";

/** Someone to show a text as: names of usual length. */
export const READER = { firstName: "Olivia", lastName: "Bennett" };

export interface PreviewParts {
  /** How texts name the shop. */
  brandName: string;
  /** Short links begin with it. */
  shortLinkUrl: string;
}

/**
 * A campaign's text as one person gets it, by the very code that makes it when it is sent; a link that is still to be
 * entered is shown as one. A text that is too long to be sent is shown all the same; empty when none can be made. Browser-safe.
 */
export function previewOf(body: string, { brandName, shortLinkUrl }: PreviewParts): string {
  const wording = { template: body, variables: {}, linkUrl: "https://example.com" };
  const ways = { brandName, shortLinkUrl, newCode: () => "aB3dE5gH7j", longestText: Number.POSITIVE_INFINITY };
  const worded = word(wording, "marketing", READER, ways);
  return worded.text ?? "";
}
