import type { PageProps } from "@shopify/polaris";
import type { FlowData } from "./read.ts";
import type { FlowActions } from "./use-flow-actions.ts";

/** The buttons above the page. The main one is Publish, or Resume if the flow is paused and its draft has no changes. */
export function headerActions(
  { id, state, live }: FlowData["flow"],
  isChanged: boolean,
  hasProblems: boolean,
  { askTo, resume, duplicate, isBusy }: FlowActions,
): Pick<PageProps, "primaryAction" | "secondaryActions" | "actionGroups"> {
  const publish = {
    content: "Publish",
    disabled: !isChanged || hasProblems,
    onAction: () => askTo("publish"),
    ...(hasProblems ? { helpText: "Fix the marked issues first." } : {}),
  };
  const resumeFlow = { content: "Resume", onAction: resume, loading: isBusy };
  const isResumeMain = state === "paused" && !isChanged;
  return {
    primaryAction: isResumeMain ? resumeFlow : publish,
    secondaryActions: [
      ...(state === "live" ? [{ content: "Pause", onAction: () => askTo("pause") }] : []),
      ...(state === "paused" && isChanged ? [resumeFlow] : []),
      ...(live
        ? [
            { content: "Report", url: `/flows/${id}/report` },
            { content: "Versions", url: `/flows/${id}/versions` },
          ]
        : []),
    ],
    actionGroups: [
      {
        title: "More actions",
        actions: [
          { content: "Duplicate", onAction: duplicate },
          { content: "Delete", destructive: true, onAction: () => askTo("delete") },
        ],
      },
    ],
  };
}
