import { z } from "zod";
import { personCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { ruleType } from "./rule-type.ts";

/** When someone who is subscribed now agreed to marketing texts. */
export const subscribed = ruleType({
  label: "Subscribed",
  group: "Consent",
  schema: z.object({ type: z.literal("subscribed"), when: period }),
  blank: { type: "subscribed", when: { kind: "last", days: 30 } },
  fields: [{ name: "when", label: "Agreed", kind: "period" }],
  phrase: ({ when }, isNegated) => ({
    kind: "who",
    text: `${isNegated ? "did not subscribe" : "subscribed"} ${describePeriod(when)}`,
  }),
  compile: ({ when }, asking) =>
    personCondition(`s.marketing = 'subscribed' AND ${isWithinBounds("s.marketing_at", asking.bounds(when), asking)}`),
});
