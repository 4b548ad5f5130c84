import { z } from "zod";
import type { Milestone } from "#domain/orders/milestone";
import { eventAt } from "./event-at.ts";
import { lines, webUrl } from "./line.ts";
import { id, instant, maybeText, text } from "./read.ts";
import { type Told, translator } from "./translator.ts";

const texts = z
  .array(text)
  .nullish()
  .transform((values) => values ?? []);

export const fulfillment = z.object({
  id,
  order_id: id,
  status: maybeText,
  shipment_status: maybeText,
  created_at: instant,
  updated_at: instant,
  tracking_company: maybeText,
  tracking_number: maybeText,
  tracking_numbers: texts,
  tracking_url: maybeText,
  tracking_urls: texts,
  line_items: lines,
});

/** Of the carrier's statuses those that start flows: https://shopify.dev/docs/api/admin-graphql/2026-10/enums/FulfillmentEventStatus */
const MILESTONES: Partial<Record<string, Milestone>> = {
  out_for_delivery: "out-for-delivery",
  delivered: "delivered",
  delayed: "delayed",
  ready_for_pickup: "ready-for-pickup",
};

/** The milestone that a carrier's status stands for; null for a status that starts no flow. */
export function milestoneOf(status: string | null): Milestone | null {
  const name = status?.toLowerCase() ?? "";
  return Object.hasOwn(MILESTONES, name) ? (MILESTONES[name] ?? null) : null;
}

/** A fulfillment has a list of tracking numbers and its first one again. Some apps fill only one of the two. */
export function fulfillmentTold(payload: z.output<typeof fulfillment>, at: Date): Told {
  const numbers = distinctValues([payload.tracking_number, ...payload.tracking_numbers]);
  const urls = distinctValues([payload.tracking_url, ...payload.tracking_urls].map(webUrl));
  return {
    kind: "fulfillment",
    eventAt: at,
    fulfillmentId: payload.id,
    orderId: payload.order_id,
    status: payload.status?.toLowerCase() ?? null,
    milestone: milestoneOf(payload.shipment_status),
    tracking: { company: payload.tracking_company, numbers, urls },
    lines: payload.line_items,
    fulfilledAt: payload.created_at,
  };
}

/** As many as a text could name; a fulfillment has one tracking number for each parcel. */
const MOST_PARCELS = 20;

function distinctValues(values: (string | null)[]): string[] {
  const given = values.flatMap((value) => value?.trim() || []);
  return [...new Set(given)].slice(0, MOST_PARCELS);
}

/** fulfillments/create and fulfillments/update carry the whole fulfillment, with the carrier's last status. */
export const translateFulfillment = translator(fulfillment, (payload, triggeredAt) => [
  fulfillmentTold(payload, eventAt(payload.updated_at, triggeredAt)),
]);
