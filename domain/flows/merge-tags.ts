import { Liquid } from "liquidjs";
import type { MergeTag } from "./triggers/trigger-type.ts";

const liquid = new Liquid();

/** The names a text uses that will have no value: a typing error, or a tag of another kind of flow. Browser-safe. */
export function unknownTags(text: string, known: MergeTag[]): string[] {
  const names = new Set(known.map((tag) => tag.name));
  return usedTags(text).filter((name) => !names.has(name));
}

/** True when the text names {{ link }}. */
export function namesLink(text: string): boolean {
  return usedTags(text).includes("link");
}

/** Texts are few and asked about for each recipient. */
const KEPT = 500;
const known = new Map<string, string[]>();

/** The merge tags of a text as written, without doubles; none of one that cannot be parsed. */
function usedTags(text: string): string[] {
  let tags = known.get(text);
  if (!tags) {
    if (known.size >= KEPT) known.clear();
    tags = parseTags(text);
    known.set(text, tags);
  }
  return tags;
}

function parseTags(text: string): string[] {
  try {
    return [...new Set(liquid.globalVariableSegmentsSync(text).map((segments) => segments.map(String).join(".")))];
  } catch {
    // A template that does not parse is a problem of its own, with its own sentence (templateProblem).
    return [];
  }
}
