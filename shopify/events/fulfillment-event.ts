import { z } from "zod";
import { milestoneOf } from "./fulfillment.ts";
import { id, instant, maybeInstant, maybeText } from "./read.ts";
import { translator } from "./translator.ts";

const payload = z.object({
  fulfillment_id: id,
  order_id: id,
  status: maybeText,
  happened_at: instant,
  estimated_delivery_at: maybeInstant,
});

/** fulfillment_events/create: one scan of the carrier's. It may come before the fulfillment's own news. */
export const translateFulfillmentEvent = translator(
  payload,
  ({
    fulfillment_id: fulfillmentId,
    order_id: orderId,
    status,
    happened_at: eventAt,
    estimated_delivery_at: estimate,
  }) => {
    const milestone = milestoneOf(status);
    if (milestone === null && estimate === null) return [];
    return [{ kind: "carrier-scan", eventAt, fulfillmentId, orderId, milestone, estimatedDeliveryAt: estimate }];
  },
);
