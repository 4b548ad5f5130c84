import { redactShopFurther } from "#domain/privacy/redact-shop";
import type { Told } from "./replay-rig.ts";
import {
  comesBack,
  consent,
  DAY,
  erasedAndBack,
  installedAgain,
  reinstalled,
  removed,
  text,
  timesOf,
  word,
} from "./store-events.ts";

type Body = Record<string, unknown>;

/** What a store told once, and what happened afterwards. */
export interface ReplayCase {
  /** What has happened since: the end of the sentence "… is replayed after". */
  since: string;
  /** The body, when it is not the published one. */
  body?: (told: Told) => Body;
  /** What happened before it was told. */
  before?: (told: Told) => Promise<void>;
  meanwhile: (told: Told) => Promise<void>;
  /** A reported uninstall is only over when the store was asked. */
  asksTheStore?: true;
}

/** The minute of the replay: nothing of a case happens later. */
export const REPLAYED_AT = 3 * DAY;

const back: ReplayCase = { since: "the customer was erased and came back", meanwhile: erasedAndBack };
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

const ofCustomers = (): ReplayCase[] => [
  back,
  {
    since: "the customer was renamed",
    meanwhile: (told) =>
      told.deliver(
        "customers/update",
        told.body("customers/update", { first_name: "Grace", email: "grace@example.test", updated_at: told.at(9) }),
        9,
      ),
  },
  {
    since: "they were renamed, and it has no time of its own",
    body: (told) => told.body("customers/update", { updated_at: null }),
    before: (told) => told.deliver("customers/create", told.body("customers/create"), -1),
    meanwhile: (told) =>
      told.deliver(
        "customers/update",
        told.body("customers/update", { first_name: "Grace", updated_at: told.at(9) }),
        9,
      ),
  },
];

const known = (told: Told) => told.deliver("customers/create", told.body("customers/create"), -5);

const ofTags = (opposite: string): ReplayCase[] => [
  { ...back, before: known },
  {
    since: "the tags were changed back",
    before: known,
    meanwhile: (told) => told.deliver(opposite, told.body(opposite, { occurredAt: told.at(9) }), 9),
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

/** Of every topic that the app subscribes to, later states of the world that an old body must leave alone. */
export const replayCases: Record<string, ReplayCase[]> = {
  "app/scopes_update": [{ since: "the app was installed again", meanwhile: reinstalled }],
  "app/uninstalled": [
    {
      since: "the app was installed again",
      asksTheStore: true,
      meanwhile: async (told) => {
        await told.storeSays("removed", 5);
        await installedAgain(told, 60);
      },
    },
  ],
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
  "customer.tags_added": ofTags("customer.tags_removed"),
  "customer.tags_removed": ofTags("customer.tags_added"),
  "customers/create": ofCustomers(),
  "customers/update": ofCustomers(),
  "customers/data_request": [{ ...back, before: known }],
  "customers/delete": [
    { since: "nothing else", before: known, meanwhile: async () => {} },
    { ...back, before: known },
  ],
  "customers/merge": [
    {
      since: "the person who remained opted in again",
      before: async (told) => {
        await known(told);
        const other = { id: told.customerId + 1, phone: "+12125550199", updated_at: told.at(-5) };
        await told.deliver("customers/create", told.body("customers/create", other), -5);
        await told.deliver(
          "customers_marketing_consent/update",
          { ...consent(told, "unsubscribed", -4), id: told.customerId + 1, phone: "+12125550199" },
          -4,
        );
      },
      meanwhile: async (told) => {
        await told.deliver("customers_marketing_consent/update", consent(told, "subscribed", DAY), DAY);
        // News of the record that is gone, from before the merge.
        const late = { id: told.customerId + 1, phone: "+12125550199", updated_at: told.at(-5) };
        await told.deliver("customers/update", told.body("customers/update", late), DAY + 5);
      },
    },
    { ...back, before: known },
  ],
  "customers/redact": [
    { since: "the customer came back", before: known, meanwhile: comesBack },
    { since: "nothing else", before: known, meanwhile: async () => {} },
    { since: "they came to the store for the first time", meanwhile: comesBack },
  ],
  "customers_marketing_consent/update": [
    {
      since: "they opted out at the store",
      body: (told) => consent(told, "subscribed", 0),
      meanwhile: (told) => told.deliver("customers_marketing_consent/update", consent(told, "unsubscribed", 9), 9),
    },
    {
      since: "they opted in at the store",
      body: (told) => consent(told, "unsubscribed", 0),
      meanwhile: (told) => told.deliver("customers_marketing_consent/update", consent(told, "subscribed", 9), 9),
    },
    {
      since: "they opted out at the store, and it has no time of its own",
      body: (told) => consent(told, "subscribed", null),
      meanwhile: (told) => told.deliver("customers_marketing_consent/update", consent(told, "unsubscribed", 9), 9),
    },
    {
      since: "they texted START, and it has no time of its own",
      body: (told) => consent(told, "unsubscribed", null),
      meanwhile: (told) => text(told, "subscribed", 9),
    },
    {
      since: "they texted STOP, and it has no time of its own",
      before: known,
      body: (told) => consent(told, "subscribed", null),
      meanwhile: (told) => text(told, "unsubscribed", 9),
    },
    { ...back, body: (told) => consent(told, "subscribed", 0) },
    {
      since: "they were erased and came back, and it has no time of its own",
      body: (told) => consent(told, "unsubscribed", null),
      meanwhile: erasedAndBack,
    },
    {
      since: "they were erased, and it has no time of its own",
      body: (told) => consent(told, "unsubscribed", null),
      meanwhile: (told) => told.deliver("customers/redact", told.body("customers/redact"), DAY),
    },
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
  "products/delete": [{ since: "no one waits for the product", meanwhile: async () => {} }],
  "products/update": [
    {
      since: "it was changed again",
      before: watchedProduct,
      meanwhile: (told) => told.deliver("products/update", told.body("products/update", { updated_at: told.at(9) }), 9),
    },
  ],
  "refunds/create": [
    {
      since: "more of it was paid back",
      before: (told) => told.deliver("orders/create", told.body("orders/create"), -5),
      body: (told) => paidBack(told, "10.00"),
      meanwhile: (told) => told.deliver("refunds/create", paidBack(told, "25.00"), 9),
    },
    { ...back, before: (told) => told.deliver("orders/create", told.body("orders/create"), -5) },
  ],
  "shop/redact": [
    {
      since: "the app was installed again",
      asksTheStore: true,
      before: (told) => removed(told, -2 * DAY),
      meanwhile: async (told) => {
        while (await redactShopFurther(told.ctx, told.shopId));
        await installedAgain(told, 60);
        await told.deliver("customers/create", told.body("customers/create", timesOf(told.at, 70)), 70);
      },
    },
    {
      since: "the app was installed and removed again, an hour ago",
      before: (told) => removed(told, -2 * DAY),
      meanwhile: async (told) => {
        while (await redactShopFurther(told.ctx, told.shopId));
        await installedAgain(told, 60);
        await told.deliver("customers/create", told.body("customers/create", timesOf(told.at, 70)), 70);
        await removed(told, REPLAYED_AT - 60);
      },
    },
  ],
  "shop/update": [
    {
      since: "the shop was renamed",
      meanwhile: (told) =>
        told.deliver("shop/update", told.body("shop/update", { name: "New Toys", updated_at: told.at(9) }), 9),
    },
    {
      since: "the shop was renamed, and it has no time of its own",
      body: (told) => told.body("shop/update", { updated_at: null }),
      meanwhile: (told) =>
        told.deliver("shop/update", told.body("shop/update", { name: "New Toys", updated_at: told.at(9) }), 9),
    },
  ],
};

/** The published product, with a variant that someone waits for. */
async function watchedProduct({ db, shopId, at }: Told): Promise<void> {
  const answeredFor = new Date(at(-5));
  await db.prisma.watchedVariant.create({
    data: { shopId, variantId: "1", productId: "788032119674292900", isAvailable: false, answeredFor },
  });
}

function scanned(told: Told, status: string, minute: number): Body {
  return told.body("fulfillment_events/create", { id: 7, status, happened_at: told.at(minute) });
}

function paidBack(told: Told, amount: string): Body {
  return told.body("refunds/create", { transactions: [{ kind: "refund", status: "success", amount }] });
}
