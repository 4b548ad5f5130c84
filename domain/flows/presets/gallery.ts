import { abandonedCart } from "./abandoned-cart.ts";
import { abandonedCheckout, leftCart, viewedProduct } from "./carts.ts";
import { birthday, replenishment, reviewRequest, winBack } from "./loyalty.ts";
import { orderConfirmation } from "./order-confirmation.ts";
import {
  canceled,
  delayed,
  delivered,
  inPreparation,
  outForDelivery,
  paymentReceived,
  readyForPickup,
  refunded,
  shipped,
} from "./orders-and-delivery.ts";
import type { Preset } from "./preset.ts";
import { backInStock, priceDrop } from "./products.ts";
import { replyArrived, welcome } from "./welcome.ts";

/** Every ready-made flow that a merchant can start from, by its key, in the order of the gallery. */
export const gallery: Record<string, Preset> = {
  "abandoned-cart": abandonedCart,
  "abandoned-checkout": abandonedCheckout,
  "cart-left": leftCart,
  "product-viewed": viewedProduct,
  "back-in-stock": backInStock,
  "price-drop": priceDrop,
  "order-confirmation": orderConfirmation,
  "payment-received": paymentReceived,
  "order-packed": inPreparation,
  "order-shipped": shipped,
  "out-for-delivery": outForDelivery,
  "order-delivered": delivered,
  "delivery-delayed": delayed,
  "ready-for-pickup": readyForPickup,
  "order-canceled": canceled,
  "refund-sent": refunded,
  welcome,
  "reply-arrived": replyArrived,
  "win-back": winBack,
  replenishment,
  "review-request": reviewRequest,
  birthday,
};
