import { Banner } from "@shopify/polaris";
import { useMemo } from "react";
import { type FlowLinks, linksOf, loopThrough } from "#domain/flows/checking/loops";
import type { FlowDocument } from "#domain/flows/definition/document";

export interface LoopNoticeProps {
  id: string;
  name: string;
  document: FlowDocument;
  /** How the store's live flows start each other. */
  links: FlowLinks[];
}

/** Warns of a flow that starts itself, by itself or through others. It can be published: a bound ends each person's circle. */
export function LoopNotice({ id, name, document, links }: LoopNoticeProps) {
  const loop = useMemo(() => loopThrough(linksOf({ id, name, document }), links), [id, name, document, links]);
  if (!loop) return null;
  return (
    <Banner tone="warning" title="This flow can start itself">
      {`${loop.map((it) => `“${it}”`).join(" starts ")}. Each person enters at most 20 times in 24 hours.`}
    </Banner>
  );
}
