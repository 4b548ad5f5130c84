import { z } from "zod";
import type { EventDetails, TriggerEvent } from "#domain/flows/walk/entry";
import { isFailed, milestoneTimes, reachedAt } from "#domain/orders/fulfillment-state";

const maybeDate = z.coerce.date().nullable();

/** A fulfillment as read-order-events.sql gives it. */
export const fulfillment = z.object({
  id: z.string(),
  status: z.string().nullable(),
  tracking: z.object({ company: z.string().nullable(), numbers: z.array(z.string()), urls: z.array(z.string()) }),
  lines: z.array(z.object({ title: z.string(), quantity: z.number() })),
  milestones: milestoneTimes,
  fulfilledAt: maybeDate,
  firstEventAt: maybeDate,
  estimatedDeliveryAt: maybeDate,
});

type Fulfillment = z.output<typeof fulfillment>;

interface OfOrder {
  shopId: string;
  id: string;
  subscriberId: string;
  lines: { title: string; quantity: number }[];
  timeZone: string | null;
}

/** What may start flows about one shipment. Nothing does once it is canceled. */
export function shipmentEvents(order: OfOrder, shipment: Fulfillment, { properties }: EventDetails): TriggerEvent[] {
  if (isFailed(shipment)) return [];
  const { tracking } = shipment;
  const delivered = reachedAt(shipment, "delivered");
  // What a delivered parcel was before is old news.
  const before = (at: Date | null) => (delivered === null ? at : null);
  const happened: [TriggerEvent["kind"], Date | null][] = [
    ["fulfillment-created", shipment.fulfilledAt],
    ["order-shipped", reachedAt(shipment, "shipped")],
    ["out-for-delivery", before(reachedAt(shipment, "out-for-delivery"))],
    ["delivery-delayed", before(reachedAt(shipment, "delayed"))],
    ["ready-for-pickup", before(reachedAt(shipment, "ready-for-pickup"))],
    ["order-delivered", delivered],
  ];
  const [url] = tracking.urls;
  const event: EventDetails = {
    properties: { ...properties, carrier: tracking.company },
    variables: variablesOf(order, shipment),
    ...(url === undefined ? {} : { url }),
  };
  const { shopId, id: about, subscriberId } = order;
  const common = { shopId, subject: shipmentSubject(shipment.id), about, subscriberId, event };
  return happened.flatMap(([kind, at]) => (at === null ? [] : [{ ...common, kind, at, since: at }]));
}

/** The key of entry of everything about one shipment. */
export function shipmentSubject(fulfillmentId: string): string {
  return `fulfillment:${fulfillmentId}`;
}

/** How many items a text lists before it says "and n more". */
const ITEMS_NAMED = 3;

function variablesOf(
  { lines: ofOrder, timeZone }: OfOrder,
  shipment: Fulfillment,
): NonNullable<EventDetails["variables"]> {
  const { tracking, estimatedDeliveryAt } = shipment;
  const { company, numbers, urls } = tracking;
  // The reconciler and scans know no lines.
  const lines = shipment.lines.length > 0 ? shipment.lines : ofOrder;
  const more = lines.length - ITEMS_NAMED;
  const titles = lines.slice(0, ITEMS_NAMED).map(({ title }) => title);
  return {
    tracking: { number: numbers[0] ?? "", numbers: numbers.join(", "), company: company ?? "", url: urls[0] ?? "" },
    delivery: { estimate: estimatedDeliveryAt ? dayInText(estimatedDeliveryAt, timeZone) : "" },
    shipment: {
      items: titles.join(", ") + (more > 0 ? ` and ${more} more` : ""),
      item_count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    },
  };
}

/** "Fri, Dec 4" by the store's clock. */
function dayInText(at: Date, timeZone: string | null): string {
  const day = { weekday: "short", month: "short", day: "numeric" } as const;
  return new Intl.DateTimeFormat("en-US", { ...day, timeZone: timeZone ?? "UTC" }).format(at);
}
