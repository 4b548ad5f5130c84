import { segmentField, segmentProblems, segmentSettings } from "./about-segment.ts";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const DAY_MS = 86_400_000;

/** No longer meets a segment's conditions. */
export const segmentLeft = defineTrigger({
  title: "Segment left",
  describe: "A person who matched a segment doesn’t match it any more.",
  group: "person",
  purposes: ["marketing"],
  settings: segmentSettings,
  fields: [segmentField],
  settingsProblems: segmentProblems,
  textsExpireAfterMs: 3 * DAY_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
  mergeTags: everyFlowsTags,
});
