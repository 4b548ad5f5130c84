import { z } from "zod";
import type { ConsentInEvent, Person, Place } from "#domain/intake/store-event";
import { id, maybeInstant, maybeText } from "./read.ts";

export const address = z
  .object({
    first_name: maybeText,
    last_name: maybeText,
    phone: maybeText,
    country_code: maybeText,
    province_code: maybeText,
  })
  .nullish();

const consent = z.object({ state: maybeText, opt_in_level: maybeText, consent_updated_at: maybeInstant }).nullish();

export const customer = z.object({
  id,
  phone: maybeText,
  email: maybeText,
  first_name: maybeText,
  last_name: maybeText,
  default_address: address,
  sms_marketing_consent: consent,
});

/** What a checkout or an order says about its buyer. */
interface Buyer {
  phone: string | null;
  email: string | null;
  customer?: z.output<typeof customer> | null | undefined;
  billing_address?: z.output<typeof address>;
  shipping_address?: z.output<typeof address>;
}

/**
 * The buyer of a checkout or an order. The phone of the shipping address is left out: with a gift it is someone else's.
 * `phone` comes first when it is given: the number with which the buyer agreed to texts.
 */
export function personOf(buyer: Buyer, phone: string | null = null): Person {
  const { customer: known, billing_address: billing, shipping_address: shipping } = buyer;
  return {
    customerId: known?.id ?? null,
    phone: phone ?? buyer.phone ?? known?.phone ?? billing?.phone ?? null,
    email: buyer.email ?? known?.email ?? null,
    firstName: known?.first_name ?? billing?.first_name ?? null,
    lastName: known?.last_name ?? billing?.last_name ?? null,
    shipping: placeOf(shipping),
    billing: placeOf(billing) ?? placeOf(known?.default_address),
  };
}

export function placeOf(at: z.output<typeof address>): Place | null {
  const country = at?.country_code?.toUpperCase();
  if (!country || !/^[A-Z]{2}$/.test(country)) return null;
  return { country, region: at?.province_code?.toUpperCase() ?? null };
}

/**
 * The decision in a customer's `sms_marketing_consent`. Null when it holds none: "not_subscribed" is the absence of a
 * decision, not a refusal, and "redacted" and "invalid" say nothing about what the person wants.
 */
export function consentOf(
  given: z.output<typeof consent>,
  phone: string | null,
  otherwiseAt: Date,
): ConsentInEvent | null {
  const state = given?.state?.toLowerCase();
  if (phone === null || (state !== "subscribed" && state !== "unsubscribed" && state !== "pending")) return null;
  const decidedAt = given?.consent_updated_at ?? otherwiseAt;
  return { phone, state, source: "shopify", optInLevel: given?.opt_in_level ?? null, decidedAt };
}
