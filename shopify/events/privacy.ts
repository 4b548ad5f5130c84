import { z } from "zod";
import { id, maybeId, maybeText } from "./read.ts";
import { translator } from "./translator.ts";

// https://shopify.dev/docs/apps/build/privacy-law-compliance gives these three payloads; no sample is published.

const about = z.object({ customer: z.object({ id: maybeId, phone: maybeText, email: maybeText }).nullish() });

export const translateDataRequest = translator(
  about.extend({ data_request: z.object({ id }), orders_requested: z.array(id).nullish() }),
  (payload, triggeredAt) => [
    {
      kind: "data-request",
      eventAt: triggeredAt,
      customerId: payload.customer?.id ?? null,
      phone: payload.customer?.phone ?? null,
      email: payload.customer?.email ?? null,
      orderIds: payload.orders_requested ?? [],
      requestId: payload.data_request.id,
    },
  ],
);

export const translateCustomerRedact = translator(
  about.extend({ orders_to_redact: z.array(id).nullish() }),
  (payload, triggeredAt) => [
    {
      kind: "redact-customer",
      eventAt: triggeredAt,
      customerId: payload.customer?.id ?? null,
      phone: payload.customer?.phone ?? null,
      email: payload.customer?.email ?? null,
      orderIds: payload.orders_to_redact ?? [],
    },
  ],
);

export const translateShopRedact = translator(z.object({}), (_payload, triggeredAt) => [
  { kind: "redact-shop", eventAt: triggeredAt },
]);

/** app/uninstalled carries the shop's own record, which we do not need. */
export const translateUninstalled = translator(z.object({}), (_payload, triggeredAt) => [
  { kind: "uninstalled", eventAt: triggeredAt },
]);
