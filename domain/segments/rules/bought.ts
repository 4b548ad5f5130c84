import { z } from "zod";
import { existsCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { oneOf } from "./one-of.ts";
import { ruleType, several } from "./rule-type.ts";

/**
 * Bought at least one of some products, by their titles as the orders have them; in orders that were not cancelled. Asked of each order's lines by the index orders_lines.
 */
export const bought = ruleType({
  label: "Bought a product",
  group: "Orders",
  schema: z.object({
    type: z.literal("bought"),
    products: several,
    period: period.nullable().default(null),
  }),
  blank: { type: "bought", products: [], period: null },
  fields: [
    { name: "products", label: "Any of", kind: "words", suggest: "products" },
    { name: "period", label: "When", kind: "period", isOptional: true },
  ],
  phrase: ({ products, period: when }, isNegated) => ({
    kind: "who",
    text: `${isNegated ? "have not bought" : "bought"} ${oneOf(products)}${when ? ` ${describePeriod(when)}` : ""}`,
  }),
  compile: ({ products, period: when }, asking) => {
    const lines = products.map((title) => JSON.stringify([{ title }]));
    const time = when ? ` AND ${isWithinBounds("o.placed_at", asking.bounds(when), asking)}` : "";
    return existsCondition(`orders o WHERE o.shop_id = $1 AND o.subscriber_id = s.id AND o.cancelled_at IS NULL
      AND o.lines @> ANY(${asking.value(lines, "jsonb[]")})${time}`);
  },
});
