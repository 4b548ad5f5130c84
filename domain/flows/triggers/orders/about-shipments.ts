import type { EventProperty } from "#domain/flows/triggers/trigger-type";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import { orderProperties, orderTags } from "./about-orders.ts";

/** Merge tags of flows about one shipment. The link leads to the carrier's page when the shipment has one. */
export const shipmentTags: MergeTag[] = [
  ...orderTags.map((tag) => (tag.name === "link" ? { ...tag, label: "Tracking link, else the order's page" } : tag)),
  { name: "tracking.number", label: "Tracking number", sample: "1Z999AA10123456784" },
  { name: "tracking.numbers", label: "All tracking numbers", sample: "1Z999AA10123456784, 1Z999AA10123456785" },
  { name: "tracking.company", label: "Carrier", sample: "UPS" },
  { name: "tracking.url", label: "Tracking page", sample: "https://www.ups.com/track?tracknum=1Z999" },
  { name: "delivery.estimate", label: "Estimated delivery", sample: "Fri, Dec 4" },
  { name: "shipment.items", label: "Items in this shipment", sample: "Cedar candle" },
  { name: "shipment.item_count", label: "Number of items in this shipment", sample: "1" },
];

export const shipmentProperties: EventProperty[] = [
  ...orderProperties,
  { name: "carrier", title: "Carrier", type: "text" },
];

/** Not "once": a canceled shipment must be found by the key of entry, to take back the texts about it. */
export const shipmentReentry = {
  allowed: ["once-per-subject", "after-days"],
  usual: { kind: "once-per-subject" },
} as const;
