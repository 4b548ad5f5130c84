import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { HOUR_MS } from "./about-orders.ts";
import { shipmentProperties, shipmentReentry, shipmentTags } from "./about-shipments.ts";

export const outForDelivery = defineTrigger({
  title: "Out for delivery",
  describe: "The carrier is about to deliver a shipment.",
  about: "order",
  purposes: ["transactional", "marketing"],
  textsExpireAfterMs: 12 * HOUR_MS,
  deadlineFrom: "turn",
  // Tomorrow it is delivered.
  reentry: shipmentReentry,
  mergeTags: shipmentTags,
  properties: shipmentProperties,
});
