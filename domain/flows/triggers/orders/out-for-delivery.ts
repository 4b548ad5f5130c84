import { shipmentTrigger } from "./about-shipments.ts";

export const outForDelivery = shipmentTrigger({
  title: "Out for delivery",
  describe: "The carrier is about to deliver a shipment.",
  // Tomorrow it is delivered.
  usefulForHours: 12,
});
