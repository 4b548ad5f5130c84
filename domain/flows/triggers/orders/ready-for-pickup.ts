import { shipmentTrigger } from "./about-shipments.ts";

export const readyForPickup = shipmentTrigger({
  title: "Ready for pickup",
  describe:
    "The store marks items of an order as ready for pickup, or a carrier reports that they wait at a pickup point.",
  usefulForHours: 24,
});
