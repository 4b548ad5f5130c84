import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { HOUR_MS } from "./about-orders.ts";
import { shipmentProperties, shipmentReentry, shipmentTags } from "./about-shipments.ts";

export const deliveryDelayed = defineTrigger({
  title: "Delivery delayed",
  describe: "The carrier reports a delay, for the first time for each shipment.",
  about: "order",
  purposes: ["transactional", "marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: shipmentReentry,
  mergeTags: shipmentTags,
  properties: shipmentProperties,
});
