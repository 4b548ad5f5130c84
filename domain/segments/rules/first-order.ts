import { z } from "zod";
import { factsCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { ruleType } from "./rule-type.ts";

/** When someone placed the first order. No one without orders. */
export const firstOrder = ruleType({
  label: "First order",
  group: "Orders",
  schema: z.object({ type: z.literal("first-order"), when: period }),
  blank: { type: "first-order", when: { kind: "last", days: 30 } },
  fields: [{ name: "when", label: "Placed", kind: "period" }],
  phrase: ({ when }, isNegated) => ({
    kind: "who",
    text: `${isNegated ? "did not place" : "placed"} their first order ${describePeriod(when)}`,
  }),
  compile: ({ when }, asking) => factsCondition(isWithinBounds("f.first_order_at", asking.bounds(when), asking), false),
});
