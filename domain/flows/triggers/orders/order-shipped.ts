import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { HOUR_MS } from "./about-orders.ts";
import { shipmentProperties, shipmentReentry, shipmentTags } from "./about-shipments.ts";

export const orderShipped = defineTrigger({
  title: "Order shipped",
  describe: "A shipment gets a tracking number. An order in several shipments starts the flow for each.",
  about: "order",
  purposes: ["transactional", "marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: shipmentReentry,
  mergeTags: shipmentTags,
  properties: shipmentProperties,
});
