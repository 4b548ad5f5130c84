import { afterNthOrder } from "./after-nth-order.ts";
import { cartAbandoned } from "./cart-abandoned.ts";
import { checkoutAbandoned } from "./checkout-abandoned.ts";
import { customerTagged } from "./customer-tagged.ts";
import { dateProperty } from "./date-property.ts";
import { fixedDate } from "./fixed-date.ts";
import { noOrderFor } from "./no-order-for.ts";
import { orderPlaced } from "./order-placed.ts";
import { deliveryDelayed } from "./orders/delivery-delayed.ts";
import { fulfillmentCreated } from "./orders/fulfillment-created.ts";
import { orderCanceled } from "./orders/order-canceled.ts";
import { orderDelivered } from "./orders/order-delivered.ts";
import { orderPaid } from "./orders/order-paid.ts";
import { orderRefunded } from "./orders/order-refunded.ts";
import { orderShipped } from "./orders/order-shipped.ts";
import { outForDelivery } from "./orders/out-for-delivery.ts";
import { readyForPickup } from "./orders/ready-for-pickup.ts";
import { productViewed } from "./product-viewed.ts";
import { segmentEntered } from "./segment-entered.ts";
import { segmentLeft } from "./segment-left.ts";
import type { TriggerType } from "./trigger-type.ts";

/** Every trigger there is, by the kind that a flow's document names. */
export const triggers = {
  "checkout-abandoned": checkoutAbandoned,
  "cart-abandoned": cartAbandoned,
  "product-viewed": productViewed,
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
} satisfies Record<string, TriggerType>;

export type TriggerKind = keyof typeof triggers;

export const triggerKinds = Object.keys(triggers) as [TriggerKind, ...TriggerKind[]]; // the keys of the line above

export function triggerType(kind: TriggerKind): TriggerType {
  return triggers[kind];
}
