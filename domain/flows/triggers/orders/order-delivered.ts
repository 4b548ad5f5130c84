import { shipmentTrigger } from "./about-shipments.ts";

export const orderDelivered = shipmentTrigger({
  title: "Order delivered",
  describe: "The carrier delivers a shipment.",
  usefulForHours: 24,
});
