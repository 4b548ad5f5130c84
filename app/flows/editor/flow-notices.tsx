import { Banner } from "@shopify/polaris";
import { isAboutTrigger } from "#app/flows/picture/picture-of";
import type { Problem } from "#domain/flows/definition/problem";
import { LiveTextsNotice } from "./live-texts-notice.tsx";
import type { FlowData } from "./read.ts";

export interface FlowNoticesProps extends Pick<FlowData, "flow" | "hours" | "hasSender"> {
  problems: Problem[];
  /** How the flow can start itself, in a sentence. */
  loop: string | null;
}

/** What the merchant should know about the whole flow, above the picture. */
export function FlowNotices({ flow, problems, loop, hours, hasSender }: FlowNoticesProps) {
  return (
    <>
      {problems
        .filter((it) => it.stepId === null && !isAboutTrigger(it))
        .map(({ message }) => (
          <Banner key={message} tone="warning">
            {message}
          </Banner>
        ))}
      {loop && (
        <Banner tone="warning" title="This flow can start itself">
          {loop}
        </Banner>
      )}
      {flow.live && <LiveTextsNotice live={flow.live} hours={hours} />}
      {!hasSender && (
        <Banner tone="warning" action={{ content: "Connect a number", url: "/settings/sender" }}>
          No number is connected, so this flow can’t send texts yet.
        </Banner>
      )}
    </>
  );
}
