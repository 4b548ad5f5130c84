import type { Milestone } from "#domain/orders/milestone";
import type { OrderDetails } from "#domain/orders/order-details";

/**
 * What a store can tell us, in our words. shopify/events.ts translates a webhook into these; another store platform
 * would do the same. Ids are the store's own, phones are raw as typed (E.164 is made by subscribers), money is in micros.
 */

export interface Place {
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** Subdivision code without the country: "FL". */
  region: string | null;
}

export interface Person {
  customerId: string | null;
  phone: string | null;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  shipping: Place | null;
  billing: Place | null;
}

/** A marketing decision that the store recorded. */
export interface ConsentInEvent {
  phone: string;
  state: "subscribed" | "unsubscribed" | "pending";
  source: "checkout" | "shopify" | "sign-up-form";
  optInLevel: string | null;
  decidedAt: Date;
  /** The store does not say when: `decidedAt` is when it was told, for the first time or again. */
  isUndated?: true;
  /** It must be repeated by text, whatever the shop's setting and the person's country. */
  asksFirst?: boolean | undefined;
  /** What the person saw and where, when we know it. */
  shown?: { text: string | null; formVersion: string | null; ip: string | null; page: string | null };
}

export interface Line {
  title: string;
  quantity: number;
  priceMicros: number;
  imageUrl: string | null;
}

interface News {
  shopId: string;
  /** Which intake row told it. */
  intakeId: string;
  /** When it happened by the store's clock; decides between older and newer news. */
  eventAt: Date;
}

export type StoreEvent = News &
  (
    | {
        kind: "checkout";
        token: string;
        cartToken: string | null;
        person: Person;
        consent: ConsentInEvent | null;
        recoveryUrl: string | null;
        /** The buyer's, in which the store tells what a cart costs. */
        currency: string;
        totalMicros: number;
        lines: Line[];
        completedAt: Date | null;
      }
    /** `deletionId` is the store's own name for it, whatever copies of it come. */
    | { kind: "checkout-deleted"; cartToken: string; deletionId: string | null }
    | {
        kind: "order";
        orderId: string;
        name: string;
        checkoutToken: string | null;
        cartToken: string | null;
        person: Person;
        consent: ConsentInEvent | null;
        /** The shop's. */
        currency: string;
        totalMicros: number;
        /** After edits, returns and refunds; null when it is not told. */
        currentTotalMicros: number | null;
        /** The total in the buyer's currency. */
        presentment: { currency: string; totalMicros: number } | null;
        lines: Line[];
        landingSite: string | null;
        placedAt: Date;
        cancelledAt: Date | null;
        /** Null when the news do not say. */
        isPaid: boolean | null;
        details: OrderDetails;
        statusUrl: string | null;
      }
    /** A fulfillment as it is now. */
    | {
        kind: "fulfillment";
        fulfillmentId: string;
        orderId: string;
        status: string | null;
        /** The carrier's last word. */
        milestone: Milestone | null;
        tracking: { company: string | null; numbers: string[]; urls: string[] };
        lines: Line[];
        fulfilledAt: Date;
      }
    /** Lines of an order wait for its buyer in the store. The store names the fulfillment order alone. */
    | { kind: "pickup-prepared"; fulfillmentOrderId: string }
    /** The time of these news is the time of the scan. */
    | {
        kind: "carrier-scan";
        fulfillmentId: string;
        orderId: string;
        milestone: Milestone | null;
        estimatedDeliveryAt: Date | null;
      }
    | {
        kind: "refund";
        refundId: string;
        orderId: string;
        amountMicros: number;
        /** The buyer's; null when the store does not say, and then it is the shop's. */
        currency: string | null;
        refundedAt: Date;
      }
    /** A product was changed or deleted, its prices and its stock included. What it is now, the store is asked. */
    | { kind: "product-changed"; productId: string; updatedAt: Date | null }
    /** Of the store's own record, which also holds the tags and the consent. Webhooks tell these apart from the rest. */
    | { kind: "customer"; person: Person & { customerId: string } }
    | {
        kind: "customer-record";
        person: Person & { customerId: string };
        tags: string[];
        consent: ConsentInEvent | null;
      }
    | { kind: "customer-tags"; customerId: string; added: string[]; removed: string[] }
    /**
     * A sign-up form of the store's pages, which comes to us and not to the store's own record. `ask`: tell
     * them when it is back or cheaper.
     */
    | {
        kind: "sign-up";
        person: Person;
        consent: ConsentInEvent;
        seenFrom: Place | null;
        ask?: { kind: "restock" | "price"; variantId: string; productId: string } | null;
        /** The join keyword whose page it was. */
        keywordId?: string | null;
      }
    | { kind: "customer-consent"; customerId: string | null; consent: ConsentInEvent }
    | { kind: "customer-deleted"; customerId: string }
    | { kind: "customers-merged"; keptId: string; goneId: string }
    /** It changed, and does not say when: what it says may be old. */
    | { kind: "shop-changed-undated" }
    /** Null: not told, and so not changed. */
    | {
        kind: "shop-changed";
        name: string | null;
        currency: string | null;
        country: string | null;
        timeZone: string | null;
        email: string | null;
        plan: string | null;
      }
    | { kind: "uninstalled" }
    | { kind: "redact-shop" }
    | ({ kind: "redact-customer" } & PrivacySubject)
    | ({ kind: "data-request"; requestId: string } & PrivacySubject)
  );

/** Whom a privacy request of the store is about. */
interface PrivacySubject {
  customerId: string | null;
  phone: string | null;
  email: string | null;
  /** The store's ids of orders that it is about, too. */
  orderIds: string[];
}

/** A delivery is news, nothing that concerns us, or refused with a reason a person can read. */
export type Translation =
  | { kind: "events"; events: StoreEvent[] }
  | { kind: "ignored" }
  | { kind: "refused"; reason: string };
