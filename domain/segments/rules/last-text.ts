import { z } from "zod";
import { existsCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { ruleType } from "./rule-type.ts";

/** When someone last got a marketing text. No one who never got one. */
export const lastText = ruleType({
  label: "Last text",
  group: "Texts",
  schema: z.object({ type: z.literal("last-text"), when: period }),
  blank: { type: "last-text", when: { kind: "before-last", days: 30 } },
  fields: [{ name: "when", label: "Sent", kind: "period" }],
  phrase: ({ when }, isNegated) => ({
    kind: "who",
    text: `${isNegated ? "did not get" : "got"} their last text ${describePeriod(when)}`,
  }),
  compile: ({ when }, asking) =>
    existsCondition(`recipient_caps r WHERE r.shop_id = $1 AND r.subscriber_id = s.id
      AND ${isWithinBounds("r.marketing_at[cardinality(r.marketing_at)]", asking.bounds(when), asking)}`),
});
