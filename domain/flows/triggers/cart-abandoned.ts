import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

/** Told by the web pixel, for browsers that are known to be a subscriber's (domain/browsing). */
export const cartAbandoned = defineTrigger({
  title: "Cart abandoned",
  describe: "A subscriber whose browser is known adds a product to the cart and doesn’t start checkout.",
  purposes: ["marketing"],
  exitsOnOrder: true,
  exitsOn: ["cart-ended"],
  // A shopper who goes on filling the cart isn't reminded yet.
  restartsFirstWait: true,
  // The carriers' rule about abandoned carts: see checkout-abandoned.ts.
  textsExpireAfterMs: 48 * HOUR_MS,
  deadlineFrom: "event",
  needsLink: true,
  // A cart is one subject until it is checked out, ordered or emptied.
  reentry: { allowed: ["once", "once-per-subject"], usual: { kind: "once-per-subject" } },
  properties: [
    { name: "total", title: "Cart total", type: "money" },
    { name: "item_count", title: "Number of items", type: "number" },
    { name: "products", title: "Products", type: "list" },
    { name: "product_ids", title: "Product IDs", type: "list" },
  ],
  mergeTags: [
    ...everyFlowsTags,
    { name: "link", label: "Link back to the cart", sample: "https://crt.example/l/a1B2c3D4e5" },
    { name: "cart.total", label: "Cart total", sample: "$42.00" },
    { name: "cart.item_count", label: "Number of items", sample: "2" },
    { name: "cart.first_item", label: "First item", sample: "Cedar candle" },
    { name: "cart.items", label: "All items", sample: "Cedar candle, Wick trimmer" },
  ],
});
