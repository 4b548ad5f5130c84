import type { StoreAnswer } from "#domain/shops/store-answer";

/**
 * What the reconciler must be able to ask a store about its own record. The worker passes it in; for Shopify it is
 * shopify/store-record.ts.
 */
export interface StoreRecord {
  /** What was changed in a span of time, a page at a time. Things outside the span may be among them. */
  list<Of extends Topic>(shopDomain: string, topic: Of, page: PageOf): Promise<StoreAnswer<Page<Of>>>;
  /** These things as they are now, each as the delivery that should have told of it. What is gone by now is left out. */
  tell(shopDomain: string, topic: Topic, wanted: Wanted[]): Promise<StoreAnswer<Told[]>>;
}

/** In the order in which they are looked through: who wants no texts, then who has bought, and carts last. */
export const topics = ["customers", "orders", "checkouts"] as const;
export type Topic = (typeof topics)[number];

export interface PageOf {
  from: Date;
  until: Date;
  /** The store's mark of where the page before ended. */
  after: string | null;
}

export interface Page<Of extends Topic> {
  sightings: Sightings[Of][];
  /** Null: this was the last page. */
  next: string | null;
}

interface Sighting {
  /** The store's number of the thing. */
  id: string;
  updatedAt: Date;
}

/** As little of each thing as tells whether we have heard of its present state. */
export interface Sightings {
  customers: Sighting & {
    /** As the store has it; null for a customer who gave none. */
    phone: string | null;
    consent: { state: string; decidedAt: Date | null } | null;
    firstName: string | null;
    lastName: string | null;
    tags: string[];
  };
  orders: Sighting & { cancelledAt: Date | null };
  checkouts: Sighting & {
    /** Read from its link, which names the checkout or the cart. */
    token: string | null;
    cartToken: string | null;
    completedAt: Date | null;
  };
}

export interface Wanted {
  id: string;
  /** As it was seen. */
  updatedAt: Date;
  /** Of a checkout: the tokens under which we know it, and the number that its buyer typed; its record names none. */
  token?: string | null;
  cartToken?: string | null;
  phone?: string | null;
}

/** A delivery that never came. */
export interface Told {
  id: string;
  /** The topic whose delivery would have told it, or one of its own where no single delivery could. */
  webhookTopic: string;
  updatedAt: Date;
  /** What the delivery would have carried. */
  body: Buffer;
}
