import { z } from "zod";
import { factsCondition } from "#domain/segments/condition";
import { describePeriod, period } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { ruleType, type Words } from "./rule-type.ts";

const MOST = 1_000_000_000;
const MICROS = 1_000_000;
const IS = [
  { value: "at-least", label: "at least" },
  { value: "less-than", label: "less than" },
] as const;

/**
 * What someone's orders come to, refunds taken off and cancelled orders apart: all together or on average, ever or within
 * a period. The average of someone without orders is no number, which no rule holds for.
 */
export const spend = ruleType({
  label: "Amount spent",
  group: "Orders",
  schema: z.object({
    type: z.literal("spend"),
    of: z.enum(["total", "average"]),
    is: z.enum(["at-least", "less-than"]),
    amount: z.number().min(0).max(MOST),
    period: period.nullable().default(null),
  }),
  blank: { type: "spend", of: "total", is: "at-least", amount: 100, period: null },
  fields: [
    {
      name: "of",
      label: "Amount",
      kind: "choice",
      choices: [
        { value: "total", label: "in total" },
        { value: "average", label: "per order on average" },
      ],
    },
    { name: "is", label: "Is", kind: "choice", choices: [...IS] },
    { name: "amount", label: "Amount", kind: "money", least: 0, most: MOST },
    { name: "period", label: "When", kind: "period", isOptional: true },
  ],
  phrase: ({ of, is, amount, period: when }, isNegated, words) => {
    const time = when ? ` ${describePeriod(when)}` : "";
    const each = of === "average" ? " per order" : "";
    // "Not at least an average of 50" also holds for those without orders, which "less than" would not say.
    const isTurned = isNegated && of === "total";
    const shown = (is === "at-least") === isTurned ? "less than" : "at least";
    const verb = isNegated && !isTurned ? "did not spend" : "spent";
    return { kind: "who", text: `${verb} ${shown} ${formatAmount(amount, words)}${each}${time}` };
  },
  compile: ({ of, is, amount, period: when }, asking) => {
    const micros = asking.value(Math.round(amount * MICROS), "int8");
    const operator = is === "at-least" ? ">=" : "<";
    const atZero = of === "total" && (is === "at-least" ? amount <= 0 : amount > 0);
    const holds = (count: string, sum: string) =>
      of === "total" ? `${sum} ${operator} ${micros}` : `${count} > 0 AND ${sum} ${operator} ${micros} * ${count}`;
    if (when === null) return factsCondition(holds("f.orders", "f.spent_micros"), atZero);
    const bounds = asking.bounds(when);
    const spent = `(SELECT ${holds("count(*)", "coalesce(sum(o.total_micros - o.refunded_micros), 0)")} FROM orders o
      WHERE o.shop_id = $1 AND o.subscriber_id = f.subscriber_id AND o.cancelled_at IS NULL AND ${isWithinBounds("o.placed_at", bounds, asking)})`;
    const mayHave = [
      ...(bounds.from ? [isWithinBounds("f.last_order_at", { from: bounds.from, until: null }, asking)] : []),
      ...(bounds.until ? [isWithinBounds("f.first_order_at", { from: null, until: bounds.until }, asking)] : []),
    ].join(" AND ");
    return factsCondition(`CASE WHEN ${mayHave} THEN ${spent} ELSE ${atZero} END`, atZero);
  },
});

function formatAmount(amount: number, { currency }: Words): string {
  const digits = Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat("en-US", { style: "currency", currency, ...digits }).format(amount);
}
