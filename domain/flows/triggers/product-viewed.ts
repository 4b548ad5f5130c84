import { z } from "zod";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

const settings = z.object({
  /** How often the product must have been viewed … */
  views: z.int().min(1).max(20).default(2),
  /** … within so many days. */
  days: z.union([z.literal(1), z.literal(7), z.literal(30)]).default(7),
});

/** Told by the web pixel, for browsers that are known to be a subscriber's (domain/browsing). */
export const productViewed = defineTrigger({
  title: "Product viewed",
  describe: "A subscriber whose browser is known views a product several times and doesn’t add it to the cart.",
  purposes: ["marketing"],
  exitsOnOrder: true,
  exitsOn: ["added-to-cart"],
  textsExpireAfterMs: 48 * HOUR_MS,
  deadlineFrom: "event",
  // Each view is an event of its own: only a pause between two entries bounds the texts.
  reentry: { allowed: ["once", "after-days"], usual: { kind: "after-days", days: 7 } },
  settings,
  fields: [
    { name: "views", label: "Views of the same product", kind: "whole-number", least: 1, most: 20 },
    {
      name: "days",
      label: "Within",
      kind: "choice",
      choices: [
        { value: 1, label: "1 day" },
        { value: 7, label: "7 days" },
        { value: 30, label: "30 days" },
      ],
    },
  ],
  sampleProperties: ({ views, days }) => ({ [`views_in_${days}_days`]: views }),
  accepts: ({ views, days }, properties) => Number(properties[`views_in_${days}_days`] ?? 0) >= views,
  properties: [
    { name: "product", title: "Product", type: "text" },
    { name: "product_id", title: "Product ID", type: "text" },
    { name: "price", title: "Price", type: "money" },
    { name: "views_in_1_days", title: "Views in the last day", type: "number" },
    { name: "views_in_7_days", title: "Views in the last 7 days", type: "number" },
    { name: "views_in_30_days", title: "Views in the last 30 days", type: "number" },
  ],
  mergeTags: [
    ...everyFlowsTags,
    { name: "link", label: "Link to the product", sample: "https://crt.example/l/a1B2c3D4e5" },
    { name: "product.title", label: "Product", sample: "Cedar candle" },
    { name: "product.price", label: "Price", sample: "$24.50" },
  ],
});
