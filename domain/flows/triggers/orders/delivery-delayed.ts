import { shipmentTrigger } from "./about-shipments.ts";

export const deliveryDelayed = shipmentTrigger({
  title: "Delivery delayed",
  describe: "The carrier reports a delay, for the first time for each shipment.",
  usefulForHours: 24,
});
