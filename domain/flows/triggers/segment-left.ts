import { z } from "zod";
import { missingFrom } from "#domain/flows/checking/store-things";
import { problemsIn } from "#domain/flows/definition/problem";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const DAY_MS = 86_400_000;

const settings = z.object({
  segmentId: z.uuid().nullable().default(null),
  /** Of the segment, as it was called when it was chosen. */
  segmentName: z.string().max(255).default(""),
});

export type SegmentLeftSettings = z.infer<typeof settings>;

/** No longer meets a segment's conditions. */
export const segmentLeft = defineTrigger<SegmentLeftSettings>({
  title: "Segment left",
  describe: "A person who matched a segment doesn’t match it any more.",
  group: "person",
  purposes: ["marketing"],
  settings,
  fields: [{ name: "segmentId", label: "Segment", kind: "segment" }],
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
