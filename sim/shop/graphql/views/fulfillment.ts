import type { Fulfillment } from "../../orders/fulfillment.ts";
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
