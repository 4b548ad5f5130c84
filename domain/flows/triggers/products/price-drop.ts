import { z } from "zod";
import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { lookedDays, lookedDaysField, variantProperties, variantTags } from "./about-variants.ts";

const HOUR_MS = 3_600_000;
const MICROS = 1_000_000;

const settings = z.object({
  leastPercent: z.int().min(1).max(90).default(10),
  /** In the store's currency; both must be met. */
  leastAmount: z.int().min(0).max(1_000_000).default(0),
  lookedDays,
});
export type PriceDropSettings = z.infer<typeof settings>;

/** As back-in-stock.ts. The price before is the last that stood for a day (domain/products/offer.ts). */
export const priceDrop = defineTrigger({
  title: "Price drop",
  describe: "The price of an available product goes down, for people who asked to be notified or viewed it.",
  purposes: ["marketing"],
  settings,
  fields: [
    { name: "leastPercent", label: "Price drop of at least (%)", kind: "whole-number", least: 1, most: 90 },
    {
      name: "leastAmount",
      label: "And at least this amount",
      kind: "whole-number",
      least: 0,
      most: 1_000_000,
      helpText: "In your store’s currency. 0 means any amount.",
    },
    lookedDaysField,
  ],
  accepts: ({ leastPercent, leastAmount }, { old_price, price }) => {
    const [before, now] = [Number(old_price ?? 0), Number(price ?? 0)];
    const dropped = before - now;
    return dropped > 0 && dropped * 100 >= before * leastPercent && dropped >= leastAmount * MICROS;
  },
  sampleProperties: ({ leastPercent, leastAmount }) => {
    const before = 40 + 2 * leastAmount;
    const dropped = Math.max((before * leastPercent) / 100, leastAmount);
    return { old_price: before * MICROS, price: Math.floor((before - dropped) * MICROS), drop_percent: leastPercent };
  },
  exitsOnOrder: true,
  needsOffer: "lower-price",
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "event",
  reentry: { allowed: ["once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
  properties: [
    ...variantProperties,
    { name: "old_price", title: "Price before", type: "money" },
    { name: "drop_percent", title: "Price drop in percent", type: "number" },
  ],
  mergeTags: [...variantTags, { name: "product.old_price", label: "Price before", sample: "$32.00" }],
});
