import { z } from "zod";
import { personCondition } from "#domain/segments/condition";
import { listParts } from "./one-of.ts";
import { ruleType, several } from "./rule-type.ts";

/** Lives by the clock of one of some time zones, as far as anything tells. */
export const zone = ruleType({
  label: "Time zone",
  group: "Person",
  schema: z.object({ type: z.literal("zone"), zones: several }),
  blank: { type: "zone", zones: [] },
  fields: [{ name: "zones", label: "Any of", kind: "words", suggest: "zones" }],
  phrase: ({ zones }, isNegated) => ({
    kind: "are",
    text: `${isNegated ? "not " : ""}in the time zone ${listParts(
      zones.map((it) => it.replaceAll("_", " ")),
      "or",
    )}`,
  }),
  compile: ({ zones }, asking) => personCondition(`s.time_zone = ANY(${asking.value(zones, "text[]")})`),
});
