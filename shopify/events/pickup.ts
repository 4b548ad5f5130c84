import { z } from "zod";
import { id, instant, recordId } from "./read.ts";
import { translator } from "./translator.ts";

/**
 * fulfillment_orders/line_items_prepared_for_pickup: the button "Ready for pickup" in the store's admin. It names neither the
 * order nor a time.
 */
export const translatePickup = translator(
  z.object({ fulfillment_order: z.object({ id: recordId }) }),
  ({ fulfillment_order: { id: fulfillmentOrderId } }, triggeredAt) => [
    { kind: "pickup-prepared", eventAt: triggeredAt, fulfillmentOrderId },
  ],
);

/** The same with its order, for which the store was asked (workers/queues/pickups.ts). No webhook is like it. */
export const translatePickupRecord = translator(
  z.object({ fulfillment_order_id: id, order_id: id, prepared_at: instant }),
  ({ fulfillment_order_id: name, order_id: orderId, prepared_at: eventAt }) => [
    {
      kind: "carrier-scan",
      eventAt,
      // Not a fulfillment of the store's: that one is made when the buyer has been there.
      fulfillmentId: `pickup-${name}`,
      orderId,
      milestone: "ready-for-pickup",
      estimatedDeliveryAt: null,
    },
  ],
);
