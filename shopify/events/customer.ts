import { z } from "zod";
import { eventAt } from "./event-at.ts";
import { consentOf, customer, placeOf } from "./person.ts";
import { id, instant, text } from "./read.ts";
import { translator } from "./translator.ts";

/**
 * Neither tags nor consent: those have topics of their own since API 2025-01. Without a time it might be an old body that comes
 * again; the reconciler finds in the store's record what such a one would have told.
 */
const customerSchema = customer.omit({ sms_marketing_consent: true }).extend({ updated_at: instant });

/** customers/create and customers/update. A customer without a phone is known by id when they order later. */
export const translateCustomer = translator(customerSchema, (payload, triggeredAt) => [
  {
    kind: "customer",
    eventAt: eventAt(payload.updated_at, triggeredAt),
    person: personIn(payload),
  },
]);

/** A customer as the store's own record has it, put together by shopify/record/customers.ts. No webhook is like it. */
export const translateCustomerRecord = translator(
  customer.extend({ updated_at: instant, tags: z.array(text) }),
  (payload, triggeredAt) => [
    {
      kind: "customer-record",
      eventAt: eventAt(payload.updated_at, triggeredAt),
      person: personIn(payload),
      tags: payload.tags,
      consent: consentOf(payload.sms_marketing_consent, payload.phone, payload.updated_at),
    },
  ],
);

function personIn(payload: z.output<typeof customerSchema>) {
  return {
    customerId: payload.id,
    phone: payload.phone,
    email: payload.email,
    firstName: payload.first_name,
    lastName: payload.last_name,
    shipping: placeOf(payload.default_address),
    billing: null,
  };
}

export const translateCustomerDeleted = translator(z.object({ id }), (payload, triggeredAt) => [
  { kind: "customer-deleted", eventAt: triggeredAt, customerId: payload.id },
]);

/**
 * customers_marketing_consent/update. Without a phone or a decision there is nothing to record. One without a time of its own
 * may be an old one that comes again: a yes is left for the reconciler to find in the store's record, a no counts once.
 */
export const translateConsent = translator(
  customer.pick({ id: true, phone: true, sms_marketing_consent: true }),
  (payload, triggeredAt) => {
    const consent = consentOf(payload.sms_marketing_consent, payload.phone, triggeredAt);
    if (!consent) return [];
    const isUndated = payload.sms_marketing_consent?.consent_updated_at == null;
    if (isUndated && consent.state !== "unsubscribed") return [];
    const news = { eventAt: consent.decidedAt, customerId: payload.id };
    return [{ kind: "customer-consent", ...news, consent: isUndated ? { ...consent, isUndated } : consent }];
  },
);
