import { z } from "zod";
import { eventAt } from "./event-at.ts";
import { fulfillment, fulfillmentTold } from "./fulfillment.ts";
import { lines, webUrl } from "./line.ts";
import { currency, micros } from "./money.ts";
import { detailsOf, isPaid, orderDetails } from "./order-details.ts";
import { address, consentOf, customer, personOf } from "./person.ts";
import { id, instant, maybeInstant, maybeText, text } from "./read.ts";
import { refund, refundTold } from "./refund.ts";
import { translator } from "./translator.ts";

const order = z.object({
  id,
  name: text,
  checkout_token: maybeText,
  cart_token: maybeText,
  phone: maybeText,
  email: maybeText,
  currency,
  total_price: micros,
  current_total_price: micros.nullish(),
  total_price_set: z
    .object({ presentment_money: z.object({ amount: micros, currency_code: currency }).nullish() })
    .nullish(),
  line_items: lines,
  landing_site: maybeText,
  order_status_url: maybeText,
  created_at: instant,
  processed_at: maybeInstant,
  updated_at: instant,
  cancelled_at: maybeInstant,
  customer: customer.nullish(),
  billing_address: address,
  shipping_address: address,
  refunds: z.array(refund).nullish(),
  fulfillments: z.array(fulfillment).nullish(),
  ...orderDetails,
});

function presentmentIn({ total_price_set: set }: z.output<typeof order>) {
  const paid = set?.presentment_money;
  return paid ? { currency: paid.currency_code, totalMicros: paid.amount } : null;
}

/**
 * Every orders/* topic carries the whole order with its refunds and fulfillments, so each heals a delivery that was lost before it.
 * An imported order was placed when it was processed, not when the store wrote it down: no one is thanked for it today.
 */
export const translateOrder = translator(order, (payload, triggeredAt) => [
  {
    kind: "order",
    eventAt: eventAt(payload.updated_at, triggeredAt),
    orderId: payload.id,
    name: payload.name,
    checkoutToken: payload.checkout_token,
    cartToken: payload.cart_token,
    person: personOf(payload),
    consent: consentOf(payload.customer?.sms_marketing_consent, payload.customer?.phone ?? null, payload.created_at),
    currency: payload.currency,
    totalMicros: payload.total_price,
    currentTotalMicros: payload.current_total_price ?? null,
    presentment: presentmentIn(payload),
    lines: payload.line_items,
    landingSite: payload.landing_site,
    placedAt: payload.processed_at ?? payload.created_at,
    cancelledAt: payload.cancelled_at,
    isPaid: isPaid(payload.financial_status),
    details: detailsOf(payload),
    statusUrl: webUrl(payload.order_status_url),
  },
  ...(payload.refunds ?? []).map(refundTold),
  ...(payload.fulfillments ?? []).map((it) => fulfillmentTold(it, it.updated_at)),
]);
