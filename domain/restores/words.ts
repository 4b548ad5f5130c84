import { createHash } from "node:crypto";

/** What a trial account of a provider puts in front. */
const TRIAL = /^Sent from your \w+ trial account - /;

/**
 * A text's words by their hash: without links, whose codes differ each time it is made, and without differences of white
 * space. Null for no words: the provider has erased them.
 */
export function hashWords(body: string): string | null {
  if (body === "") return null;
  const words = body
    .replace(TRIAL, "")
    .replaceAll(/\S*(:\/\/|\/l\/)\S*/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return createHash("sha256").update(words).digest("base64url");
}
