import { z } from "zod";
import { newsAt } from "./news-at.ts";
import { consentOf, customer, placeOf } from "./person.ts";
import { id, maybeInstant, maybeText } from "./read.ts";
import { translator } from "./translator.ts";

const tags = maybeText.transform((list) =>
  (list ?? "")
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean),
);

/** customers/create and customers/update. A customer without a phone is known by id when they order later. */
export const translateCustomer = translator(
  customer.extend({ updated_at: maybeInstant, tags }),
  (payload, triggeredAt) => [
    {
      kind: "customer",
      newsAt: payload.updated_at ? newsAt(payload.updated_at, triggeredAt) : triggeredAt,
      person: {
        customerId: payload.id,
        phone: payload.phone,
        email: payload.email,
        firstName: payload.first_name,
        lastName: payload.last_name,
        shipping: placeOf(payload.default_address),
        billing: null,
      },
      tags: payload.tags,
      consent: consentOf(payload.sms_marketing_consent, payload.phone, payload.updated_at ?? triggeredAt),
    },
  ],
);

export const translateCustomerDeleted = translator(z.object({ id }), (payload, triggeredAt) => [
  { kind: "customer-deleted", newsAt: triggeredAt, customerId: payload.id },
]);

/** customers_marketing_consent/update. Without a phone or a decision there is nothing to record. */
export const translateConsent = translator(
  customer.pick({ id: true, phone: true, sms_marketing_consent: true }),
  (payload, triggeredAt) => {
    const consent = consentOf(payload.sms_marketing_consent, payload.phone, triggeredAt);
    if (!consent) return [];
    return [{ kind: "customer-consent", newsAt: consent.decidedAt, customerId: payload.id, consent }];
  },
);
