import { z } from "zod";
import { personCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { ruleType } from "./rule-type.ts";

/** When the shop first heard of someone's number. */
export const created = ruleType({
  label: "First seen",
  group: "Person",
  schema: z.object({ type: z.literal("created"), when: period }),
  blank: { type: "created", when: { kind: "last", days: 30 } },
  fields: [{ name: "when", label: "First seen", kind: "period" }],
  phrase: ({ when }, isNegated) => ({
    kind: "who",
    text: `were ${isNegated ? "not " : ""}first seen ${describePeriod(when)}`,
  }),
  compile: ({ when }, asking) => personCondition(isWithinBounds("s.created_at", asking.bounds(when), asking)),
});
