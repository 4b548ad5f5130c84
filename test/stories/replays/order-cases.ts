import { type Body, back, type ReplayCase } from "./replay-case.ts";
import type { Told } from "./replay-rig.ts";
import { consent, DAY, text, timesOf, word } from "./store-events.ts";

const cart = (told: Told, given: Body) => told.body("checkouts/update", given);
const order = (told: Told, given: Body) => told.body("orders/updated", given);

const ofCheckouts = (): ReplayCase[] => [
  back,
  {
    since: "another change within the same second",
    meanwhile: (told) => told.deliver("checkouts/update", cart(told, { total_price: "1.00" }), 0.01),
  },
  { since: "it was ordered", meanwhile: (told) => told.deliver("orders/create", order(told, {}), 5) },
  {
    since: "it was deleted",
    meanwhile: (told) => told.deliver("checkouts/delete", told.body("checkouts/delete"), 5),
  },
  {
    since: "the box was ticked, and STOP was texted",
    body: (told) => cart(told, { buyer_accepts_sms_marketing: true }),
    meanwhile: (told) => text(told, "unsubscribed", 5),
  },
];

const ofOrders = (topic: string): ReplayCase[] => [
  back,
  {
    since: "it was changed within the same second",
    meanwhile: (told) => told.deliver("orders/updated", order(told, { current_total_price: "1.00" }), 0.01),
  },
  {
    since: "it was paid, refunded and cancelled",
    meanwhile: async (told) => {
      const refund = told.body("refunds/create", timesOf(told.at, 30));
      await told.deliver("orders/paid", order(told, { updated_at: told.at(10) }), 10);
      await told.deliver("refunds/create", refund, 30);
      const changed = { updated_at: told.at(40), cancelled_at: told.at(40), refunds: [refund] };
      await told.deliver("orders/cancelled", order(told, changed), 40);
    },
  },
  {
    since: "its buyer opted out at the store",
    body: (told) =>
      told.body(topic, {
        customer: { ...(told.body(topic).customer as Body), sms_marketing_consent: word("subscribed", told.at(0)) },
      }),
    meanwhile: (told) => told.deliver("customers_marketing_consent/update", consent(told, "unsubscribed", 5), 5),
  },
];

const cancels = (told: Told) =>
  told.deliver("orders/cancelled", order(told, { updated_at: told.at(40), cancelled_at: told.at(40) }), 40);
const ordered = (told: Told) => told.deliver("orders/create", told.body("orders/create"), -5);

const ofFulfillments = (topic: string): ReplayCase[] => [
  { ...back, before: ordered },
  {
    since: "its tracking number was corrected within the same second",
    before: ordered,
    body: (told) => told.body(topic, { id: 501 }),
    meanwhile: (told) =>
      told.deliver("fulfillments/update", told.body("fulfillments/update", { id: 501, tracking_number: "1Z2" }), 0.01),
  },
  {
    since: "it was delivered, and canceled",
    before: ordered,
    body: (told) => told.body(topic, { id: 501 }),
    meanwhile: async (told) => {
      const changed = { id: 501, updated_at: told.at(30), shipment_status: "delivered" };
      await told.deliver("fulfillments/update", told.body("fulfillments/update", changed), 30);
      const canceled = { id: 501, updated_at: told.at(40), status: "cancelled" };
      await told.deliver("fulfillments/update", told.body("fulfillments/update", canceled), 40);
    },
  },
];

/** Checkouts, orders, shipments and refunds. */
export const orderCases: Record<string, ReplayCase[]> = {
  "checkouts/create": ofCheckouts(),
  "checkouts/update": ofCheckouts(),
  "checkouts/delete": [
    {
      since: "a newer checkout of the same cart",
      before: (told) => told.deliver("checkouts/create", told.body("checkouts/create"), -5),
      meanwhile: (told) =>
        told.deliver("checkouts/create", told.body("checkouts/create", { ...timesOf(told.at, DAY), token: "t2" }), DAY),
    },
    { ...back, before: (told) => told.deliver("checkouts/create", told.body("checkouts/create"), -5) },
  ],
  "fulfillment_events/create": [
    { ...back, before: ordered },
    {
      since: "the parcel was delivered",
      before: ordered,
      meanwhile: (told) => told.deliver("fulfillment_events/create", scanned(told, "delivered", 60), 60),
    },
    {
      since: "another scan changed the estimate",
      before: ordered,
      body: (told) => ({ ...scanned(told, "in_transit", 0), estimated_delivery_at: told.at(2 * DAY) }),
      meanwhile: (told) => {
        const later = { ...scanned(told, "in_transit", 60), estimated_delivery_at: told.at(4 * DAY) };
        return told.deliver("fulfillment_events/create", later, 60);
      },
    },
  ],
  "fulfillment_orders/line_items_prepared_for_pickup": [
    { ...back, before: ordered },
    { since: "the order was canceled", before: ordered, meanwhile: cancels },
  ],
  "fulfillments/create": ofFulfillments("fulfillments/create"),
  "fulfillments/update": ofFulfillments("fulfillments/update"),
  "orders/cancelled": ofOrders("orders/cancelled"),
  "orders/create": ofOrders("orders/create"),
  "orders/fulfilled": ofOrders("orders/fulfilled"),
  "orders/paid": ofOrders("orders/paid"),
  "orders/updated": ofOrders("orders/updated"),
  "refunds/create": [
    {
      since: "more of it was paid back",
      before: (told) => told.deliver("orders/create", told.body("orders/create"), -5),
      body: (told) => paidBack(told, "10.00"),
      meanwhile: (told) => told.deliver("refunds/create", paidBack(told, "25.00"), 9),
    },
    { ...back, before: (told) => told.deliver("orders/create", told.body("orders/create"), -5) },
  ],
};

function scanned(told: Told, status: string, minute: number): Body {
  return told.body("fulfillment_events/create", { id: 7, status, happened_at: told.at(minute) });
}

function paidBack(told: Told, amount: string): Body {
  return told.body("refunds/create", { transactions: [{ kind: "refund", status: "success", amount }] });
}
