import type { Sightings } from "./store-record.ts";

/** What we hold of an order. */
export interface KnownOrder {
  id: string;
  eventAt: Date;
  cancelledAt: Date | null;
}

/** What we hold of a checkout. */
export interface KnownCheckout {
  /** Shopify's number of it, which webhooks told until API 2026-04. */
  checkoutId: string | null;
  token: string;
  cartToken: string | null;
  /** Null for a tombstone: only its order has told of it. */
  eventAt: Date | null;
  completedAt: Date | null;
  /** The number that its buyer typed. */
  phone: string | null;
}

/** What we hold of the owner of a customer's number. */
export interface KnownCustomer {
  phoneHash: string;
  customerId: string | null;
  /** Of the newest customers/* delivery. */
  eventAt: Date | null;
  redactedAt: Date | null;
  firstName: string | null;
  lastName: string | null;
  /** Those that the store gave, and how new the last full list of them was. */
  tags: string[];
  tagsAt: Date | null;
  marketing: string;
  /** Of the newest decision in the ledger, from any source. */
  decidedAt: Date | null;
}

/** Two changes within one second have one `updated_at`; of an order's, the cancellation is the one that matters. */
export function isOrderMissing(seen: Sightings["orders"], known: KnownOrder | undefined): boolean {
  if (!known || known.eventAt < seen.updatedAt) return true;
  return seen.cancelledAt !== null && known.cancelledAt === null;
}

/** Nothing more can come of a checkout that we know to be completed. */
export function isCheckoutMissing(seen: Sightings["checkouts"], known: KnownCheckout | undefined): boolean {
  if (!known) return true;
  if (known.completedAt !== null) return false;
  return known.eventAt === null || known.eventAt < seen.updatedAt || seen.completedAt !== null;
}

/**
 * A store touches a customer's record for much that it tells no one (a total, a note), so a newer time alone is no news:
 * something that we keep must differ as well. Nor is what was changed before the person's erasure.
 */
export function isCustomerMissing(seen: Sightings["customers"], known: KnownCustomer | undefined): boolean {
  if (!known) return true;
  if (known.redactedAt !== null && known.redactedAt >= seen.updatedAt) return false;
  if (isDecisionMissing(seen, known) || areTagsMissing(seen, known)) return true;
  if (known.eventAt !== null && known.eventAt >= seen.updatedAt) return false;
  return (
    known.customerId !== seen.id ||
    phoneDiffers(known.firstName, seen.firstName) ||
    phoneDiffers(known.lastName, seen.lastName)
  );
}

/** Tags have topics of their own, so news of the rest of the record say nothing of them. The last one may be gone. */
function areTagsMissing({ tags, updatedAt }: Sightings["customers"], known: KnownCustomer): boolean {
  if (known.tagsAt !== null && known.tagsAt >= updatedAt) return false;
  return tags.length !== known.tags.length || tags.some((tag) => !known.tags.includes(tag));
}

/** A texted STOP is a decision like any other here: when it is the newer one, the store's has nothing to add. */
function isDecisionMissing({ consent }: Sightings["customers"], known: KnownCustomer): boolean {
  if (!consent) return false;
  if (consent.decidedAt === null) return known.decidedAt === null && known.marketing !== consent.state;
  return known.decidedAt === null || known.decidedAt < consent.decidedAt;
}

/** An empty name tells nothing and changes nothing. */
function phoneDiffers(known: string | null, seen: string | null): boolean {
  const seenPhone = seen?.trim();
  return Boolean(seenPhone) && seenPhone !== known;
}
