import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { HOUR_MS } from "./about-orders.ts";
import { shipmentProperties, shipmentReentry, shipmentTags } from "./about-shipments.ts";

export const readyForPickup = defineTrigger({
  title: "Ready for pickup",
  describe:
    "The store marks items of an order as ready for pickup, or a carrier reports that they wait at a pickup point.",
  about: "order",
  purposes: ["transactional", "marketing"],
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: shipmentReentry,
  mergeTags: shipmentTags,
  properties: shipmentProperties,
});
