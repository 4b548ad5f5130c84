import { attributeOrders } from "#domain/attribution/attribute-orders";
import { checkoutClaim } from "#domain/browsing/browse-event";
import { settleClaims } from "#domain/browsing/claims";
import { endCarts } from "#domain/browsing/record-carts";
import type { Context } from "#domain/context";
import { type Awaited, wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { type ExitEvent, exitEnrollments } from "#domain/flows/walk/exit";
import type { Job } from "#domain/jobs";
import { type DeletedCheckout, deleteCheckouts } from "#domain/orders/delete-checkouts";
import { type FulfillmentState, isFailed } from "#domain/orders/fulfillment-state";
import { lockOrders } from "#domain/orders/lock-orders";
import { nameCheckouts } from "#domain/orders/name-checkouts";
import { type CheckoutState, completionOf, recordCheckouts } from "#domain/orders/record-checkouts";
import { recordFulfillments } from "#domain/orders/record-fulfillments";
import { type OrderState, recordOrders } from "#domain/orders/record-orders";
import { recordRefunds } from "#domain/orders/record-refunds";
import type { Sql } from "#platform/sql/db";
import { cartSubject } from "./browsing-events.ts";
import { orderEvents } from "./order-events.ts";
import type { People } from "./people.ts";
import { shipmentSubject } from "./shipment-events.ts";
import type { StoreEvent } from "./store-event.ts";

type Of<Kind extends StoreEvent["kind"]> = Extract<StoreEvent, { kind: Kind }>;

/** The events of a batch that are about buying. */
export interface Buying {
  checkouts: Of<"checkout">[];
  deleted: Of<"checkout-deleted">[];
  orders: Of<"order">[];
  refunds: Of<"refund">[];
  fulfillments: (Of<"fulfillment"> | Of<"carrier-scan">)[];
}

/**
 * Records what was bought and nearly bought, and draws the consequences: walks end and begin, orders are owed to texts.
 * Checkouts come before orders, exits before entries, so that within a batch, too, an order beats its own cart.
 */
export async function applyBuying(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  buying: Buying,
  people: People,
): Promise<Job[]> {
  const ofOrder = ({ shopId, checkoutToken: token, cartToken }: Of<"order">) => ({ shopId, token, cartToken });
  const names = await nameCheckouts(tx, [...buying.checkouts, ...buying.orders.map(ofOrder)], buying.deleted);
  const checkouts = buying.checkouts.map((event) => ({
    ...event,
    token: names.of(event) ?? event.token,
    subscriberId: people.of(event),
  }));
  const orders = buying.orders.map((event) => ({
    ...event,
    checkoutToken: names.of(ofOrder(event)),
    subscriberId: people.of(event),
  }));
  const toDelete = buying.deleted.flatMap(({ shopId, cartToken, eventAt, deletionId }) =>
    names.ofCart(shopId, cartToken).map((token) => ({ shopId, token, eventAt, deletionId })),
  );
  const { refunds, fulfillments } = buying;
  await lockOrders(tx, [...orders, ...refunds, ...fulfillments]);
  const carts = await recordCheckouts(tx, ctx, [
    ...checkouts,
    ...orders.flatMap(({ shopId, checkoutToken, cartToken, placedAt }) =>
      checkoutToken ? [completionOf(shopId, checkoutToken, placedAt, cartToken)] : [],
    ),
    // Late news of a cart that is deleted already must not open it.
    ...buying.deleted
      .filter(({ shopId, cartToken }) => names.ofCart(shopId, cartToken).length === 0)
      .map(({ shopId, cartToken, eventAt }) => completionOf(shopId, cartToken, eventAt, cartToken)),
  ]);
  const left = await endCarts(tx, checkouts.flatMap(beganCheckout));
  const deleted = await deleteCheckouts(tx, toDelete);
  const placed = await recordOrders(
    tx,
    ctx,
    orders.map((event) => ({ ...event, id: event.orderId })),
  );
  await noteBuyers(tx, placed);
  const refunded = await recordRefunds(
    tx,
    ctx,
    refunds.map((event) => ({ ...event, id: event.refundId })),
  );
  const shipments = await recordFulfillments(
    tx,
    fulfillments.map((event) => ({ ...event, id: event.fulfillmentId })),
  );
  const over = shipments.filter(isFailed);
  await exitEnrollments(tx, ctx, [
    ...left.map(exitByCheckout),
    ...exitsByOrders(placed),
    ...exitsByCarts(carts),
    ...deleted.map(exitByDeletion),
    ...over.map(exitByShipment),
  ]);
  // Before walks begin: the order that starts a walk is not waited for in it.
  const woken = await wakeAwaiting(tx, ctx, placed.flatMap(orderedEvents));
  const aboutOrders = await orderEvents(tx, [...orders, ...refunds, ...fulfillments]);
  const jobs = await enroll(tx, ctx, [...entriesByCarts(carts, { checkouts, deleted }), ...aboutOrders]);
  await attributeOrders(tx, ctx, [...placed, ...refunded]);
  return [...jobs, ...woken];
}

function orderedEvents({ shopId, subscriberId, placedAt: at, isNew }: OrderState): Awaited[] {
  return isNew && subscriberId ? [{ shopId, subscriberId, event: "ordered", at }] : [];
}

/** An order tells whose browser began its checkout, and empties the person's cart. */
async function noteBuyers(tx: Sql, orders: OrderState[]): Promise<void> {
  const bought = orders.flatMap(({ shopId, subscriberId, checkoutToken, placedAt: at, isNew }) =>
    isNew && subscriberId ? [{ shopId, subscriberId, checkoutToken, at }] : [],
  );
  await settleClaims(
    tx,
    bought.flatMap(({ checkoutToken, ...it }) =>
      checkoutToken ? [{ ...it, claim: checkoutClaim(checkoutToken) }] : [],
    ),
  );
  await endCarts(tx, bought);
}

/** By its checkout, and by the person: someone who has just bought is not reminded of another cart. */
function exitsByOrders(orders: OrderState[]): ExitEvent[] {
  return orders.flatMap(({ shopId, id, subscriberId, placedAt: at, cancelledAt, isNew }): ExitEvent[] => [
    ...(isNew && subscriberId ? [{ shopId, subscriberId, subject: null, because: "ordered" as const, at }] : []),
    ...(cancelledAt
      ? [{ shopId, subscriberId: null, subject: id, because: "order-cancelled" as const, at: cancelledAt }]
      : []),
  ]);
}

/** The order has completed its checkout by now, whichever of the two came first. */
function exitsByCarts(carts: CheckoutState[]): ExitEvent[] {
  return carts.flatMap(({ shopId, token: subject, completedAt }) =>
    completedAt ? [{ shopId, subject, subscriberId: null, because: "ordered" as const, at: completedAt }] : [],
  );
}

/** A person in the checkout isn't reminded of the cart. */
function exitByCheckout({ shopId, id, endedAt: at }: { shopId: string; id: string; endedAt: Date }): ExitEvent {
  return { shopId, subject: cartSubject(id), subscriberId: null, because: "cart-ended", at };
}

function beganCheckout({
  shopId,
  subscriberId,
  eventAt: at,
}: {
  shopId: string;
  subscriberId: string | null;
  eventAt: Date;
}) {
  return subscriberId ? [{ shopId, subscriberId, at }] : [];
}

function exitByDeletion({ shopId, token: subject, eventAt: at }: DeletedCheckout): ExitEvent {
  return { shopId, subject, subscriberId: null, because: "checkout-deleted", at };
}

function exitByShipment({ shopId, id, eventAt }: FulfillmentState): ExitEvent {
  const at = eventAt ?? new Date(0); // a status comes with news of the shipment's own
  return { shopId, subject: shipmentSubject(id), subscriberId: null, because: "shipment-cancelled", at };
}

function entriesByCarts(
  carts: CheckoutState[],
  { checkouts, deleted }: { checkouts: Of<"checkout">[]; deleted: DeletedCheckout[] },
): TriggerEvent[] {
  const newsOf = Map.groupBy(checkouts, ({ shopId, token }) => `${shopId} ${token}`);
  const isGone = new Set(deleted.map(({ shopId, token }) => `${shopId} ${token}`));
  return carts.flatMap(({ shopId, token, subscriberId, eventAt: at, completedAt }): TriggerEvent[] => {
    const news = newsOf.get(`${shopId} ${token}`);
    if (!news || !subscriberId || !at || completedAt || isGone.has(`${shopId} ${token}`)) return [];
    const since = new Date(Math.min(...news.map(({ eventAt }) => eventAt.getTime())));
    return [{ shopId, kind: "checkout-abandoned", subject: token, subscriberId, at, since }];
  });
}
