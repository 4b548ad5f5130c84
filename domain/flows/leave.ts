import type { FlowDocument } from "./document.ts";
import { type EnrollmentFacts, walkFacts } from "./facts.ts";
import { triggerType } from "./triggers/registry.ts";

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

/**
 * Whether somebody must leave now, wherever they are. The same rule is applied when news come, at each step, and once
 * more just before a text leaves. Null: they stay.
 */
export function mustLeave({ purpose, trigger }: FlowDocument, facts: EnrollmentFacts): LeavingReason | null {
  if (!facts.isShopLive) return "shop-uninstalled";
  if (facts.marketing === null) return "subscriber-gone";
  if (triggerType(trigger.kind).exitsOnOrder && walkFacts(facts).hasOrdered) return "ordered";
  if (trigger.kind === "order-placed" && facts.cancelledAt !== null) return "order-cancelled";
  if (purpose === "marketing" && facts.marketing === "unsubscribed") return "opted-out";
  if (purpose === "marketing" && facts.marketing !== "subscribed") return "no-consent";
  return null;
}
