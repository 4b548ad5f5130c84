import type { CustomerEvent } from "../pixel/event-types.ts";

/** One browser's stay in a storefront, kept behind a cookie. */
export interface Visit {
  id: string;
  cartToken: string;
  cart: { variantId: number; quantity: number }[];
  checkoutToken: string | null;
  discountCode: string | null;
  landingSite: string;
  referringSite: string | null;
  startedAt: string;
  /** Shopify's name for the browser, which pixels are told. */
  clientId: string;
  /** What the visitor chose in the cookie banner. */
  allowsMarketing: boolean;
  /** Customer events that the next page tells: they happened between two pages. */
  untold: CustomerEvent[];
}

/** The utm parameters of a landing page, as the order's journey reports them. */
export function utmOf(landingSite: string | null): Record<string, string | undefined> {
  if (!landingSite) return {};
  const utm: Record<string, string | undefined> = {};
  for (const [name, value] of new URL(landingSite, "http://store").searchParams) {
    if (name.startsWith("utm_")) utm[name] = value;
  }
  return utm;
}
