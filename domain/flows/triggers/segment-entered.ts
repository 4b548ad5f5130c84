import { z } from "zod";
import { missingFrom } from "#domain/flows/checking/store-things";
import { problemsIn } from "#domain/flows/definition/problem";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const DAY_MS = 86_400_000;

const settings = z.object({
  segmentId: z.uuid().nullable().default(null),
  /** Of the segment, as it was called when it was chosen. */
  segmentName: z.string().max(255).default(""),
  /** The people who are in the segment when the flow is published: they enter at once, or only when they come back. */
  alreadyIn: z.enum(["skip", "enter"]).default("skip"),
});

export type SegmentEnteredSettings = z.infer<typeof settings>;

/** Begins to meet a segment's conditions. */
export const segmentEntered = defineTrigger<SegmentEnteredSettings>({
  title: "Segment entered",
  describe:
    "A person begins to match a segment. People who match it already when you publish enter only if you choose so.",
  group: "person",
  purposes: ["marketing"],
  settings,
  fields: [
    { name: "segmentId", label: "Segment", kind: "segment" },
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
  settingsProblems: ({ segmentId, segmentName }, store) =>
    problemsIn(
      "segmentId",
      segmentId === null
        ? ["Choose the segment."]
        : missingFrom(store?.segments, segmentId, `The segment “${segmentName}” was deleted. Choose another one.`),
    ),
  textsExpireAfterMs: 3 * DAY_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
  mergeTags: everyFlowsTags,
});
