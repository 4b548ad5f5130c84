import { deliveryDelayed } from "#domain/flows/triggers/orders/delivery-delayed";
import { fulfillmentCreated } from "#domain/flows/triggers/orders/fulfillment-created";
import { orderCanceled } from "#domain/flows/triggers/orders/order-canceled";
import { orderDelivered } from "#domain/flows/triggers/orders/order-delivered";
import { orderPaid } from "#domain/flows/triggers/orders/order-paid";
import { orderRefunded } from "#domain/flows/triggers/orders/order-refunded";
import { orderShipped } from "#domain/flows/triggers/orders/order-shipped";
import { outForDelivery } from "#domain/flows/triggers/orders/out-for-delivery";
import { readyForPickup } from "#domain/flows/triggers/orders/ready-for-pickup";
import { backInStock } from "#domain/flows/triggers/products/back-in-stock";
import { priceDrop } from "#domain/flows/triggers/products/price-drop";
import { afterNthOrder } from "./after-nth-order.ts";
import { cartAbandoned } from "./cart-abandoned.ts";
import { checkoutAbandoned } from "./checkout-abandoned.ts";
import { customEvent } from "./custom-event.ts";
import { customerTagged } from "./customer-tagged.ts";
import { dateProperty } from "./date-property.ts";
import { fixedDate } from "./fixed-date.ts";
import { keywordReceived } from "./keyword-received.ts";
import { linkClicked } from "./link-clicked.ts";
import { noOrderFor } from "./no-order-for.ts";
import { orderPlaced } from "./order-placed.ts";
import { productViewed } from "./product-viewed.ts";
import { replyReceived } from "./reply-received.ts";
import { segmentEntered } from "./segment-entered.ts";
import { segmentLeft } from "./segment-left.ts";
import { subscribed } from "./subscribed.ts";
import type { TriggerType } from "./trigger-type.ts";

/** Every trigger there is, by the kind that a flow's document names. */
export const triggers = {
  "checkout-abandoned": checkoutAbandoned,
  "cart-abandoned": cartAbandoned,
  "product-viewed": productViewed,
  "back-in-stock": backInStock,
  "price-drop": priceDrop,
  "order-placed": orderPlaced,
  "segment-entered": segmentEntered,
  "segment-left": segmentLeft,
  "date-property": dateProperty,
  "no-order-for": noOrderFor,
  "after-nth-order": afterNthOrder,
  "fixed-date": fixedDate,
  "order-paid": orderPaid,
  "order-canceled": orderCanceled,
  "order-refunded": orderRefunded,
  "fulfillment-created": fulfillmentCreated,
  "order-shipped": orderShipped,
  "out-for-delivery": outForDelivery,
  "order-delivered": orderDelivered,
  "delivery-delayed": deliveryDelayed,
  "ready-for-pickup": readyForPickup,
  "customer-tagged": customerTagged,
  subscribed,
  "keyword-received": keywordReceived,
  "link-clicked": linkClicked,
  "reply-received": replyReceived,
  "custom-event": customEvent,
} satisfies Record<string, TriggerType>;

export type TriggerKind = keyof typeof triggers;

export const triggerKinds = Object.keys(triggers) as [TriggerKind, ...TriggerKind[]]; // the keys of the line above

export function isTriggerKind(kind: string): kind is TriggerKind {
  return Object.hasOwn(triggers, kind);
}

export function triggerType(kind: TriggerKind): TriggerType {
  return triggers[kind];
}
