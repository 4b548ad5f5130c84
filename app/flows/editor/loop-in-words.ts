import { type FlowLinks, linksOf, loopThrough } from "#domain/flows/checking/loops";
import type { FlowDocument } from "#domain/flows/definition/document";

/**
 * How a flow can start itself, alone or through the store's live flows. Null: it can't. It may be published all the same: a bound ends
 * each person's circle.
 */
export function loopInWords(
  { id, name }: { id: string; name: string },
  document: FlowDocument,
  links: FlowLinks[],
): string | null {
  const loop = loopThrough(linksOf({ id, name, document }), links);
  if (!loop) return null;
  return `${loop.map((it) => `“${it}”`).join(" starts ")}. Each person enters at most 20 times in 24 hours.`;
}
