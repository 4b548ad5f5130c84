import { z } from "zod";
import { facts } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { within } from "#domain/segments/rules/compare";
import { ruleType } from "#domain/segments/rules/rule-type";

const MOST = 10_000;

/** Tapped links of ours at least so often, ever or within a period. Previews and bots do not count. */
export const clicks = ruleType({
  label: "Clicked",
  group: "Texts",
  schema: z.object({
    type: z.literal("clicks"),
    atLeast: z.int().min(1).max(MOST).default(1),
    period: period.nullable().default(null),
  }),
  blank: { type: "clicks", atLeast: 1, period: null },
  fields: [
    { name: "atLeast", label: "At least so often", kind: "whole-number", least: 1, most: MOST },
    { name: "period", label: "When", kind: "period", isOptional: true },
  ],
  phrase: ({ atLeast, period: when }, isNegated) => {
    const often = atLeast === 1 ? "" : ` at least ${atLeast.toLocaleString("en-US")} times`;
    return {
      kind: "who",
      text: `${isNegated ? "have not clicked" : "clicked"}${often}${when ? ` ${describePeriod(when)}` : ""}`,
    };
  },
  compile: ({ atLeast, period: when }, asking) => {
    const count = asking.value(atLeast, "int8");
    if (when === null) return facts(`f.clicks >= ${count}`, false);
    const bounds = asking.bounds(when);
    const mayHave = `f.clicks >= ${count}${bounds.from ? ` AND ${within("f.last_click_at", { from: bounds.from, until: null }, asking)}` : ""}`;
    // The last tap tells it all when one is enough and the period is not over yet.
    if (atLeast === 1 && bounds.until === null) return facts(mayHave, false);
    const taps = `(SELECT count(*) FROM clicks c WHERE c.shop_id = $1 AND c.subscriber_id = f.subscriber_id AND c.counted
      AND ${within("c.clicked_at", bounds, asking)})`;
    return facts(`CASE WHEN ${mayHave} THEN ${taps} >= ${count} ELSE false END`, false);
  },
});
