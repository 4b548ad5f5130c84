import { z } from "zod";
import type { ConsentInEvent } from "#domain/intake/store-event";
import { eventAt } from "./event-at.ts";
import { lines, webUrl } from "./line.ts";
import { currency, micros } from "./money.ts";
import { address, consentOf, customer, personOf } from "./person.ts";
import { instant, maybeId, maybeInstant, maybeText, text } from "./read.ts";
import { namedByLink } from "./recovery-link.ts";
import { translator } from "./translator.ts";

const checkout = z.object({
  token: text.min(1),
  cart_token: maybeText,
  created_at: instant,
  updated_at: instant,
  completed_at: maybeInstant,
  phone: maybeText,
  email: maybeText,
  currency,
  presentment_currency: currency.nullish(),
  total_price: micros,
  line_items: lines,
  abandoned_checkout_url: maybeText,
  buyer_accepts_sms_marketing: z.boolean().nullish(),
  sms_marketing_phone: maybeText,
  customer: customer.nullish(),
  billing_address: address,
  shipping_address: address,
});

/** checkouts/create and checkouts/update carry the whole checkout. */
export const translateCheckout = translator(checkout, (payload, triggeredAt) => {
  const consent = consentIn(payload);
  return [
    {
      kind: "checkout",
      eventAt: eventAt(payload.updated_at, triggeredAt),
      token: payload.token,
      cartToken: payload.cart_token ?? namedByLink(payload.abandoned_checkout_url).cartToken,
      person: personOf(payload, consent?.phone),
      consent,
      recoveryUrl: webUrl(payload.abandoned_checkout_url),
      // The prices of a checkout are the buyer's, although its `currency` is the shop's:
      // https://community.shopify.com/c/api-announcements/m-p/460470
      currency: payload.presentment_currency ?? payload.currency,
      totalMicros: payload.total_price,
      lines: payload.line_items,
      completedAt: payload.completed_at,
    },
  ];
});

/**
 * A ticked box counts from the checkout's beginning, the earliest moment it can have been ticked: each later update
 * repeats the tick, and must not lift a STOP that was texted in between. An empty box is no decision.
 */
function consentIn(payload: z.output<typeof checkout>): ConsentInEvent | null {
  const { customer: known, created_at: decidedAt } = payload;
  const phone = payload.sms_marketing_phone ?? payload.phone ?? known?.phone ?? null;
  if (payload.buyer_accepts_sms_marketing && phone !== null)
    return { phone, state: "subscribed", source: "checkout", optInLevel: null, decidedAt };
  return consentOf(known?.sms_marketing_consent, known?.phone ?? null, decidedAt);
}

/** checkouts/delete names the cart and a number of its own, not the checkout's token, and no time. */
export const translateCheckoutDeleted = translator(
  z.object({ id: maybeId, cart_token: maybeText }),
  ({ id: deletionId, cart_token: cartToken }, triggeredAt) =>
    cartToken === null ? [] : [{ kind: "checkout-deleted", eventAt: triggeredAt, cartToken, deletionId }],
);
