import type { Fulfillment } from "../../orders/fulfillment.ts";
import type { Order } from "../../orders/order.ts";
import { gid } from "../gid.ts";

export function fulfillmentView(fulfillment: Fulfillment): object {
  const { id, name, status, shipmentStatus, tracking, createdAt, updatedAt } = fulfillment;
  const { company, numbers, urls } = tracking;
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", id),
    legacyResourceId: String(id),
    name,
    status: status.toUpperCase(),
    displayStatus: status === "cancelled" ? "CANCELED" : (shipmentStatus?.toUpperCase() ?? "FULFILLED"),
    createdAt,
    updatedAt,
    trackingInfo: ({ first }: { first?: number | null }) =>
      numbers.slice(0, first ?? undefined).map((number, index) => ({ company, number, url: urls[index] ?? null })),
  };
}

/** An order has one fulfillment order here, of the same number. */
export function fulfillmentOrderView({ id, name }: Order): object {
  const orderId = gid("Order", id);
  return { __typename: "FulfillmentOrder", id: gid("FulfillmentOrder", id), orderId, orderName: name, status: "OPEN" };
}
