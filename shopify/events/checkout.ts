import { z } from "zod";
import type { ConsentNews } from "#domain/intake/store-event";
import { lines, webUrl } from "./line.ts";
import { currency, micros } from "./money.ts";
import { newsAt } from "./news-at.ts";
import { address, consentOf, customer, personOf } from "./person.ts";
import { instant, maybeId, maybeInstant, maybeText, text } from "./read.ts";
import { translator } from "./translator.ts";

const checkout = z.object({
  id: maybeId,
  token: text.min(1),
  created_at: instant,
  updated_at: instant,
  completed_at: maybeInstant,
  phone: maybeText,
  email: maybeText,
  currency,
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
      newsAt: newsAt(payload.updated_at, triggeredAt),
      token: payload.token,
      checkoutId: payload.id,
      person: personOf(payload, consent?.phone),
      consent,
      recoveryUrl: webUrl(payload.abandoned_checkout_url),
      currency: payload.currency,
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
function consentIn(payload: z.output<typeof checkout>): ConsentNews | null {
  const { customer: known, created_at: decidedAt } = payload;
  const phone = payload.sms_marketing_phone ?? payload.phone ?? known?.phone ?? null;
  if (payload.buyer_accepts_sms_marketing && phone !== null)
    return { phone, state: "subscribed", source: "checkout", optInLevel: null, decidedAt };
  return consentOf(known?.sms_marketing_consent, known?.phone ?? null, decidedAt);
}

/**
 * The published payload of checkouts/delete names the cart and a number of its own, not the token by which we know a
 * checkout; when a token comes along it is believed, else there is nothing to find.
 */
export const translateCheckoutDeleted = translator(z.object({ token: maybeText }), ({ token }, triggeredAt) =>
  token === null ? [] : [{ kind: "checkout-deleted", newsAt: triggeredAt, token }],
);
