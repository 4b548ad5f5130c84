import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { HOUR_MS, orderProperties, orderTags } from "./about-orders.ts";

export const orderPaid = defineTrigger({
  title: "Order paid",
  describe: "A customer’s payment arrives: when they order, or later.",
  about: "order",
  purposes: ["transactional", "marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  mergeTags: orderTags,
  properties: orderProperties,
});
