import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

export const orderPlaced = defineTrigger({
  title: "Order placed",
  describe: "A customer with a known phone number places an order.",
  about: "order",
  purposes: ["transactional", "marketing"],
  // A text a day late is useless; imported and very late orders start nothing. A wait that the merchant chose isn't lateness:
  // a text three days after the order has until the fourth.
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  mergeTags: [
    ...everyFlowsTags,
    { name: "link", label: "Link to the order's page", sample: "https://crt.example/l/a1B2c3D4e5" },
    { name: "order.name", label: "Order number", sample: "#1001" },
    { name: "order.total", label: "Order total", sample: "$42.00" },
    { name: "order.item_count", label: "Number of items", sample: "2" },
    { name: "order.first_item", label: "First item", sample: "Cedar candle" },
    { name: "order.items", label: "All items", sample: "Cedar candle, Wick trimmer" },
  ],
});
