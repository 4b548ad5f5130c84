import { HOUR_MS, orderProperties, orderTags } from "#domain/flows/triggers/orders/about-orders";
import { defineTrigger } from "./trigger-type.ts";

export const orderPlaced = defineTrigger({
  title: "Order placed",
  describe: "A customer with a known phone number places an order.",
  about: "order",
  purposes: ["transactional", "marketing"],
  // A text a day late is useless; imported and very late orders start nothing. A wait that the merchant chose isn't lateness:
  // a text three days after the order has until the fourth.
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  mergeTags: orderTags,
  properties: orderProperties,
});
