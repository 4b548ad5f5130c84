import { shipmentTrigger } from "./about-shipments.ts";

export const orderShipped = shipmentTrigger({
  title: "Order shipped",
  describe: "A shipment gets a tracking number. An order in several shipments starts the flow for each.",
  usefulForHours: 24,
});
