import type { Person, StoreEvent } from "#domain/intake/store-event";
import { noDetails } from "#domain/orders/order-details";
import { newId } from "#platform/ids";
import { TUESDAY_MORNING } from "./context.ts";

type Of<Kind extends StoreEvent["kind"]> = Extract<StoreEvent, { kind: Kind }>;
type Given<Kind extends StoreEvent["kind"]> = Partial<Of<Kind>> & { shopId: string };

/** A shopper in New York, as a checkout or an order describes one. */
export function aPerson(given: Partial<Person> = {}): Person {
  return {
    customerId: null,
    phone: null,
    email: "ada@example.test",
    firstName: "Ada",
    lastName: "Lovelace",
    shipping: { country: "US", region: "NY" },
    billing: null,
    ...given,
  };
}

const lines = [{ title: "Cedar candle", quantity: 2, priceMicros: 21_000_000, imageUrl: null }];
const news = () => ({ intakeId: newId(), eventAt: TUESDAY_MORNING });

/** A checkout that was just begun, without a consent decision. */
export function checkoutEvent(given: Given<"checkout">): Of<"checkout"> {
  return {
    kind: "checkout",
    ...news(),
    token: "tok",
    cartToken: null,
    person: aPerson(),
    consent: null,
    recoveryUrl: "https://harbor-candles.test/checkouts/tok/recover?key=secret",
    currency: "USD",
    totalMicros: 42_000_000,
    lines,
    completedAt: null,
    ...given,
  };
}

/** An order over $42.00, placed just now, of no known checkout. */
export function orderEvent(given: Given<"order">): Of<"order"> {
  return {
    kind: "order",
    ...news(),
    orderId: "1001",
    name: "#1001",
    checkoutToken: null,
    cartToken: null,
    person: aPerson(),
    consent: null,
    currency: "USD",
    totalMicros: 42_000_000,
    currentTotalMicros: null,
    presentment: null,
    lines,
    landingSite: null,
    placedAt: TUESDAY_MORNING,
    cancelledAt: null,
    isPaid: true,
    details: noDetails,
    statusUrl: "https://harbor-candles.test/orders/1001",
    ...given,
  };
}

/** Ten dollars of order 1001 paid back just now. */
export function refundEvent(given: Given<"refund">): Of<"refund"> {
  return {
    kind: "refund",
    ...news(),
    refundId: "1",
    orderId: "1001",
    amountMicros: 10_000_000,
    currency: null,
    refundedAt: TUESDAY_MORNING,
    ...given,
  };
}

/** Order 1001 made ready to ship just now, with one parcel. */
export function fulfillmentEvent(given: Given<"fulfillment">): Of<"fulfillment"> {
  return {
    kind: "fulfillment",
    ...news(),
    fulfillmentId: "501",
    orderId: "1001",
    status: "success",
    milestone: null,
    tracking: { company: "UPS", numbers: ["1Z999"], urls: ["https://ups.test/track/1Z999"] },
    lines,
    fulfilledAt: TUESDAY_MORNING,
    ...given,
  };
}

/** The carrier's scan of that parcel: it was delivered just now. */
export function scanEvent(given: Given<"carrier-scan">): Of<"carrier-scan"> {
  return {
    kind: "carrier-scan",
    ...news(),
    fulfillmentId: "501",
    orderId: "1001",
    milestone: "delivered",
    estimatedDeliveryAt: null,
    ...given,
  };
}
