import { z } from "zod";

/** A product as the storefront showed it to the browser. Every word of it is the browser's claim. */
const browsedItem = z.object({
  productId: z.string(),
  variantId: z.string().nullable(),
  title: z.string(),
  /** A path on the store's own domain, or null. */
  url: z.string().nullable(),
  quantity: z.int().min(0).max(99),
  priceMicros: z.int().min(0),
  currency: z.string().nullable(),
});
export type BrowsedItem = z.infer<typeof browsedItem>;

/** One thing that a browser did in a storefront, as intake keeps it until it is worked on. */
export const browseEvent = z.object({
  /** Keyed hash of Shopify's client id. */
  browser: z.string(),
  /** The store's own id of the event. */
  id: z.string(),
  kind: z.enum([
    "page-viewed",
    "product-viewed",
    "added-to-cart",
    "cart-viewed",
    "checkout-started",
    "consent-withdrawn",
  ]),
  /** A tap on one of our links that led to this page, already proven. */
  tap: z.object({ code: z.string(), proof: z.string() }).nullable(),
  /** The checkout that will tell whose browser it is, once it is ordered. */
  claim: z.string().nullable(),
  items: z.array(browsedItem),
});
export type BrowseEvent = z.infer<typeof browseEvent>;

/** What checkouts are called among claims. */
export function checkoutClaim(token: string): string {
  return `checkout ${token}`;
}
