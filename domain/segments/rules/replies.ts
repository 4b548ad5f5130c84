import { z } from "zod";
import { facts } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { within } from "#domain/segments/rules/compare";
import { ruleType } from "#domain/segments/rules/rule-type";

const MOST = 10_000;

/** Wrote to the shop at least so often, ever or within a period. A STOP and a START are texts of theirs, too. */
export const replies = ruleType({
  label: "Replied",
  group: "Texts",
  schema: z.object({
    type: z.literal("replies"),
    atLeast: z.int().min(1).max(MOST).default(1),
    period: period.nullable().default(null),
  }),
  blank: { type: "replies", atLeast: 1, period: null },
  fields: [
    { name: "atLeast", label: "At least so often", kind: "whole-number", least: 1, most: MOST },
    { name: "period", label: "When", kind: "period", isOptional: true },
  ],
  phrase: ({ atLeast, period: when }, isNegated) => {
    const often = atLeast === 1 ? "" : ` at least ${atLeast.toLocaleString("en-US")} times`;
    return {
      kind: "who",
      text: `${isNegated ? "have not replied" : "replied"}${often}${when ? ` ${describePeriod(when)}` : ""}`,
    };
  },
  compile: ({ atLeast, period: when }, asking) => {
    const count = asking.value(atLeast, "int8");
    if (when === null) return facts(`f.replies >= ${count}`, false);
    const bounds = asking.bounds(when);
    const mayHave = `f.replies >= ${count}${bounds.from ? ` AND ${within("f.last_reply_at", { from: bounds.from, until: null }, asking)}` : ""}`;
    if (atLeast === 1 && bounds.until === null) return facts(mayHave, false);
    const texts = `(SELECT count(*) FROM conversations v
      JOIN inbound_texts i ON i.shop_id = v.shop_id AND i.conversation_id = v.id
      WHERE v.shop_id = $1 AND v.subscriber_id = f.subscriber_id AND i.subscriber_id = f.subscriber_id
        AND ${within("i.received_at", bounds, asking)})`;
    return facts(`CASE WHEN ${mayHave} THEN ${texts} >= ${count} ELSE false END`, false);
  },
});
