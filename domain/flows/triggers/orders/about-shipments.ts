import { defineTrigger, type EventProperty, type TriggerType } from "#domain/flows/triggers/trigger-type";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import { HOUR_MS, orderProperties, orderTags } from "./about-orders.ts";

/** Merge tags of flows about one shipment. The link leads to the carrier's page when the shipment has one. */
const shipmentTags: MergeTag[] = [
  ...orderTags.map((tag) => (tag.name === "link" ? { ...tag, label: "Tracking link, else the order's page" } : tag)),
  { name: "tracking.number", label: "Tracking number", sample: "1Z999AA10123456784" },
  { name: "tracking.numbers", label: "All tracking numbers", sample: "1Z999AA10123456784, 1Z999AA10123456785" },
  { name: "tracking.company", label: "Carrier", sample: "UPS" },
  { name: "tracking.url", label: "Tracking page", sample: "https://www.ups.com/track?tracknum=1Z999" },
  { name: "delivery.estimate", label: "Estimated delivery", sample: "Fri, Dec 4" },
  { name: "shipment.items", label: "Items in this shipment", sample: "Cedar candle" },
  { name: "shipment.item_count", label: "Number of items in this shipment", sample: "1" },
];

const shipmentProperties: EventProperty[] = [...orderProperties, { name: "carrier", title: "Carrier", type: "text" }];

interface ShipmentTrigger extends Pick<TriggerType, "title" | "describe"> {
  /** A later text is useless. */
  usefulForHours: number;
}

/** A trigger about one shipment of an order. */
export function shipmentTrigger({ title, describe, usefulForHours }: ShipmentTrigger): TriggerType {
  return defineTrigger({
    title,
    describe,
    about: "order",
    purposes: ["transactional", "marketing"],
    textsExpireAfterMs: usefulForHours * HOUR_MS,
    deadlineFrom: "turn",
    // Not "once": a canceled shipment must be found by the key of entry, to take back the texts about it.
    reentry: { allowed: ["once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
    mergeTags: shipmentTags,
    properties: shipmentProperties,
  });
}
