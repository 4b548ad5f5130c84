import { shipmentTrigger } from "./about-shipments.ts";

export const fulfillmentCreated = shipmentTrigger({
  title: "Fulfillment created",
  describe: "The store marks items of an order as fulfilled, with tracking or without.",
  usefulForHours: 24,
});
