import { z } from "zod";
import type { EventDetails, TriggerEvent } from "#domain/flows/walk/entry";
import { moneyInText } from "#domain/messages/content/money-in-text";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { fulfillment, shipmentEvents } from "./shipment-events.ts";

const readOrders = statementFile(import.meta.url, "./read-order-events.sql");

/** As long as a flow's filter needs of a title; all of them are kept with each enrollment. */
const LONGEST_WORD = 120;
const words = z.array(z.string().transform((word) => word.slice(0, LONGEST_WORD)));

const order = z.object({
  shopId: z.string(),
  id: z.string(),
  subscriberId: z.string(),
  currency: z.string(),
  totalMicros: z.number(),
  refundedMicros: z.number(),
  presentmentCurrency: z.string().nullable(),
  presentmentTotalMicros: z.number().nullable(),
  lines: z.array(z.object({ title: z.string(), quantity: z.number() })),
  /** Empty for an order from before these were kept, and after an erasure. */
  details: z.object({
    country: z.string().nullish(),
    discountCodes: words.default([]),
    deliveryMethod: z.string().nullish(),
    source: z.string().nullish(),
    tags: words.default([]),
  }),
  placedAt: z.date(),
  paidAt: z.date().nullable(),
  unpaidAt: z.date().nullable(),
  cancelledAt: z.date().nullable(),
  country: z.string().nullable(),
  timeZone: z.string().nullable(),
  refunds: z.array(
    z.object({
      id: z.string(),
      amountMicros: z.number(),
      currency: z.string().nullable(),
      refundedAt: z.coerce.date(),
    }),
  ),
  fulfillments: z.array(fulfillment),
});

export type OrderWithParts = z.output<typeof order>;

/**
 * What may start flows about these orders, read from the rows as they stand: whichever of an order, its refund, its fulfillment
 * and a carrier's scan comes last finds the others there. Told again it starts nothing (enroll.ts).
 */
export async function orderEvents(tx: Sql, touched: { shopId: string; orderId: string }[]): Promise<TriggerEvent[]> {
  if (touched.length === 0) return [];
  const u = columnsOf(touched, { shop_id: (it) => it.shopId, order_id: (it) => it.orderId });
  const rows = await tx.run(...batch(readOrders, { u }));
  return rows.map((row) => order.parse(row)).flatMap(newsOf);
}

function newsOf(it: OrderWithParts): TriggerEvent[] {
  const event: EventDetails = { properties: propertiesOf(it) };
  const { cancelledAt, refunds, fulfillments } = it;
  const canceled = cancelledAt ? [eventAbout(it, "order-canceled", cancelledAt, event)] : [];
  const refunded = refunds.map((refund) => refundEvents(it, refund, event));
  if (cancelledAt) return [...canceled, ...refunded];
  const paidAt = paymentOf(it);
  const paid = paidAt ? [eventAbout(it, "order-paid", paidAt, event)] : [];
  const shipped = fulfillments.flatMap((one) => shipmentEvents(it, one, event));
  return [eventAbout(it, "order-placed", it.placedAt, event), ...paid, ...refunded, ...shipped];
}

function eventAbout(
  { shopId, id, subscriberId }: OrderWithParts,
  kind: TriggerEvent["kind"],
  at: Date,
  event: EventDetails,
): TriggerEvent {
  return { shopId, kind, subject: id, subscriberId, at, since: at, event };
}

/**
 * When an order was paid. The store does not say. If no news had it unpaid before, it was paid when it was placed, as most are;
 * what we first hear of weeks later then comes too late to start anything.
 */
function paymentOf({ paidAt, unpaidAt, placedAt }: OrderWithParts): Date | null {
  if (paidAt === null) return null;
  return unpaidAt !== null && unpaidAt < paidAt ? paidAt : placedAt;
}

function refundEvents(it: OrderWithParts, refund: OrderWithParts["refunds"][number], { properties }: EventDetails) {
  const { amountMicros, currency, refundedAt: at } = refund;
  const { currency: ours, country, totalMicros, refundedMicros } = it;
  const event: EventDetails = {
    properties: {
      ...properties,
      refund_amount: inShopCurrency(it, refund),
      is_full_refund: refundedMicros >= totalMicros,
    },
    variables: {
      refund: {
        amount: moneyInText(amountMicros, currency ?? ours, country),
        total: moneyInText(refundedMicros, ours, country),
      },
    },
  };
  return { ...eventAbout(it, "order-refunded", at, event), subject: `refund:${refund.id}`, about: it.id };
}

/** At the order's own rate, as domain/orders takes it off the total. */
function inShopCurrency(it: OrderWithParts, { amountMicros, currency }: OrderWithParts["refunds"][number]): number {
  const { currency: ours, presentmentCurrency, presentmentTotalMicros, totalMicros } = it;
  if (currency === null || currency === ours) return amountMicros;
  if (currency !== presentmentCurrency || !presentmentTotalMicros) return 0;
  return Math.round((amountMicros / presentmentTotalMicros) * totalMicros);
}

/** What the triggers' entry filters ask about (domain/flows/triggers/orders/about-orders.ts). */
function propertiesOf({ totalMicros, currency, lines, details }: OrderWithParts): EventDetails["properties"] {
  return {
    amount: totalMicros,
    currency,
    country: details.country ?? null,
    products: [...new Set(lines.map(({ title }) => title.slice(0, LONGEST_WORD)))],
    discount_codes: details.discountCodes,
    delivery_method: details.deliveryMethod ?? null,
    order_type: details.source ?? null,
    order_tags: details.tags,
  };
}
