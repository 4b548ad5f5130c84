import { defineTrigger, type EventProperty } from "#domain/flows/triggers/trigger-type";
import { HOUR_MS, orderProperties, orderTags } from "./about-orders.ts";

const refundTags = [
  ...orderTags,
  { name: "refund.amount", label: "Refunded amount", sample: "$12.00" },
  { name: "refund.total", label: "Refunded so far", sample: "$12.00" },
];

const refundProperties: EventProperty[] = [
  ...orderProperties,
  { name: "refund_amount", title: "Refunded amount", type: "money" },
  { name: "is_full_refund", title: "The whole order is refunded", type: "yes-no" },
];

export const orderRefunded = defineTrigger({
  title: "Order refunded",
  describe: "Money goes back to a customer, all of it or a part.",
  about: "order",
  purposes: ["transactional", "marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  // A canceled order is usually refunded at the same moment.
  exitsOnCancel: false,
  mergeTags: refundTags,
  properties: refundProperties,
});
