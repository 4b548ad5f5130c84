import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { HOUR_MS, orderProperties, orderTags } from "./about-orders.ts";

export const orderCanceled = defineTrigger({
  title: "Order canceled",
  describe: "A customer’s order is canceled.",
  about: "order",
  purposes: ["transactional", "marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  // The cancellation is the event itself.
  exitsOnCancel: false,
  mergeTags: orderTags,
  properties: orderProperties,
});
