export interface Tracking {
  company: string | null;
  numbers: string[];
  urls: string[];
}

export interface FulfillmentEvent {
  id: number;
  status: string;
  message: string | null;
  happenedAt: string;
  estimatedDeliveryAt: string | null;
  createdAt: string;
}

/** One shipment of an order, or its pickup. */
export interface Fulfillment {
  id: number;
  name: string;
  status: "success" | "cancelled";
  /** The carrier's last word; null before the first. */
  shipmentStatus: string | null;
  tracking: Tracking;
  lines: { lineId: number; quantity: number }[];
  events: FulfillmentEvent[];
  createdAt: string;
  updatedAt: string;
}

interface Fulfilled {
  fulfillments: Fulfillment[];
}

/** How many of a line have been sent. */
export function fulfilledQuantity({ fulfillments }: Fulfilled, lineId: number): number {
  return fulfillments
    .filter(({ status }) => status === "success")
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
}
