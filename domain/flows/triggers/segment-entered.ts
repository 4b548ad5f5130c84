import { z } from "zod";
import { segmentField, segmentProblems, segmentSettings } from "./about-segment.ts";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const DAY_MS = 86_400_000;

const settings = segmentSettings.extend({
  /** The people who are in the segment when the flow is published: they enter at once, or only when they come back. */
  alreadyIn: z.enum(["skip", "enter"]).default("skip"),
});

/** Begins to meet a segment's conditions. */
export const segmentEntered = defineTrigger({
  title: "Segment entered",
  describe:
    "A person begins to match a segment. People who match it already when you publish enter only if you choose so.",
  group: "person",
  purposes: ["marketing"],
  settings,
  fields: [
    segmentField,
    {
      name: "alreadyIn",
      label: "People in the segment when you publish",
      kind: "choice",
      choices: [
        { value: "skip", label: "Don’t enter" },
        { value: "enter", label: "Enter, too" },
      ],
    },
  ],
  settingsProblems: segmentProblems,
  textsExpireAfterMs: 3 * DAY_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
  mergeTags: everyFlowsTags,
});
