import { readyMade, text } from "./ready-made.ts";

const about = { category: "products", purpose: "marketing" } as const;

export const backInStock = readyMade({
  ...about,
  name: "Back in stock",
  describe: "Tells people who asked for a sold-out product, or viewed it in the last week, that it is available again.",
  trigger: { kind: "back-in-stock", settings: { lookedDays: 7 } },
  steps: [
    text(
      "it-is-back",
      '{{ shop.name }}: good news, {{ customer.first_name | default: "friend" }}! {{ product.title | truncate: 40 }} is back in stock. Here it is: {{ link }}',
    ),
  ],
});

/**
 * It names no former price: how long a price must have stood to be called one differs by country (docs/compliance-sources.md).
 */
export const priceDrop = readyMade({
  ...about,
  name: "Price drop",
  describe: "Tells people who asked, or viewed a product in the last week, that its price went down by 10% or more.",
  trigger: { kind: "price-drop", settings: { leastPercent: 10, leastAmount: 0, lookedDays: 7 } },
  steps: [
    text(
      "it-costs-less",
      '{{ shop.name }}: Hi {{ customer.first_name | default: "there" }}, the price of {{ product.title | truncate: 40 }} went down to {{ product.price }}. Take a look: {{ link }}',
    ),
  ],
});
