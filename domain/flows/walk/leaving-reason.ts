/** Why someone left a flow before its end: the sentence is what the merchant reads. */
export const leavingReasons = {
  ordered: "Placed an order.",
  "opted-out": "Opted out of marketing texts.",
  "no-consent": "Hasn’t opted in to marketing texts.",
  "flow-paused": "The flow was paused.",
  "shop-uninstalled": "The app was uninstalled from the store.",
  "order-cancelled": "The order was canceled.",
  "shipment-cancelled": "The shipment was canceled.",
  "checkout-deleted": "The store deleted the checkout.",
  "entered-too-often": "Entered this flow more than 20 times in 24 hours. Does the flow start itself?",
  "cart-ended": "Started checkout or emptied the cart.",
  "added-to-cart": "Added the product to the cart.",
  "out-of-stock": "The product went out of stock again.",
  "price-rose": "The price went up again.",
  "flow-deleted": "The flow was deleted.",
  "step-removed": "Their step was removed from the flow.",
  "no-sender": "No sending number was active in time.",
  "subscriber-gone": "Personal data was erased.",
  "version-unreadable": "This version of the app doesn’t support one of the flow’s steps.",
} as const;

export type LeavingReason = keyof typeof leavingReasons;
