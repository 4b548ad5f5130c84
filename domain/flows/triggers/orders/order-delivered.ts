import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { HOUR_MS } from "./about-orders.ts";
import { shipmentProperties, shipmentReentry, shipmentTags } from "./about-shipments.ts";

export const orderDelivered = defineTrigger({
  title: "Order delivered",
  describe: "The carrier delivers a shipment.",
  about: "order",
  purposes: ["transactional", "marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: shipmentReentry,
  mergeTags: shipmentTags,
  properties: shipmentProperties,
});
