/** Why somebody left a flow before its end: the sentence is what the merchant reads. */
export const leavingReasons = {
  ordered: "They placed an order.",
  "opted-out": "They opted out of marketing texts.",
  "no-consent": "They have not agreed to marketing texts.",
  "flow-paused": "The flow was paused when they would have entered.",
  "shop-uninstalled": "The app was uninstalled from the store.",
  "order-cancelled": "The order was cancelled.",
  "checkout-deleted": "The store deleted the checkout.",
  "no-sender": "No sending number was in service before it was too late.",
  "subscriber-gone": "Their data was erased.",
  "version-unreadable": "This release does not know a step of the flow.",
} as const;

export type LeavingReason = keyof typeof leavingReasons;
