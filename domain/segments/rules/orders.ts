import { z } from "zod";
import { factsCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { COMPARISONS, compareValue, comparison, describeQuantity, isWithinBounds, oppositeOf } from "./compare.ts";
import { ruleType } from "./rule-type.ts";

const MOST = 1_000_000;

/** How many orders someone has placed, cancelled ones apart: ever, or within a period. */
export const orders = ruleType({
  label: "Number of orders",
  group: "Orders",
  schema: z.object({
    type: z.literal("orders"),
    is: comparison,
    count: z.int().min(0).max(MOST),
    period: period.nullable().default(null),
  }),
  blank: { type: "orders", is: "at-least", count: 1, period: null },
  fields: [
    { name: "is", label: "Placed", kind: "choice", choices: COMPARISONS },
    { name: "count", label: "Orders", kind: "whole-number", least: 0, most: MOST },
    { name: "period", label: "When", kind: "period", isOptional: true },
  ],
  phrase: ({ is, count, period: when }, isNegated) => {
    const time = when ? ` ${describePeriod(when)}` : "";
    const other = isNegated ? oppositeOf(is, count) : { is, count };
    if (other === null)
      return { kind: "who", text: `did not place ${describeQuantity(is, count, "order", "orders")}${time}` };
    if (other.count === 0 && other.is !== "at-least") return { kind: "who", text: `have not ordered${time}` };
    return { kind: "who", text: `placed ${describeQuantity(other.is, other.count, "order", "orders")}${time}` };
  },
  compile: ({ is, count, period: when }, asking) => {
    if (when === null) {
      const { sql, atZero } = compareValue("f.orders", is, count, asking);
      return factsCondition(sql, atZero);
    }
    const bounds = asking.bounds(when);
    const placed = `(SELECT count(*) FROM orders o WHERE o.shop_id = $1 AND o.subscriber_id = f.subscriber_id
      AND o.cancelled_at IS NULL AND ${isWithinBounds("o.placed_at", bounds, asking)})`;
    // Asked first, because nearly everyone is told by it alone: is there any order that could be within the period?
    const mayHave = [
      ...(bounds.from ? [isWithinBounds("f.last_order_at", { from: bounds.from, until: null }, asking)] : []),
      ...(bounds.until ? [isWithinBounds("f.first_order_at", { from: null, until: bounds.until }, asking)] : []),
    ].join(" AND ");
    const { sql, atZero } = compareValue(`CASE WHEN ${mayHave} THEN ${placed} ELSE 0 END`, is, count, asking);
    return factsCondition(sql, atZero);
  },
});
