import type { FlowDocument } from "#domain/flows/definition/document";
import { leavesOnOrder } from "#domain/flows/definition/entry-rules";
import { triggerType } from "#domain/flows/triggers/registry";
import { type EnrollmentFacts, hasOrderedSince } from "./facts.ts";
import type { LeavingReason } from "./leaving-reason.ts";

/**
 * Whether someone must leave now, wherever they are. The same rule is applied when news come, at each step, and once
 * more just before a text leaves. Null: they stay.
 */
export function mustLeave({ purpose, trigger }: FlowDocument, facts: EnrollmentFacts): LeavingReason | null {
  if (!facts.isShopLive) return "shop-uninstalled";
  if (facts.marketing === null) return "subscriber-gone";
  const { exitsOnCancel, exitsOn } = triggerType(trigger.kind);
  if (leavesOnOrder(trigger) && hasOrderedSince(facts)) return "ordered";
  if (exitsOn.includes("cart-ended") && facts.hasCartEnded) return "cart-ended";
  if (exitsOn.includes("added-to-cart") && facts.hasAddedToCart) return "added-to-cart";
  const withoutOffer = leavesWithoutOffer(triggerType(trigger.kind).needsOffer, facts);
  if (withoutOffer) return withoutOffer;
  if (exitsOnCancel && facts.cancelledAt !== null) return "order-cancelled";
  if (purpose === "marketing" && facts.marketing === "unsubscribed") return "opted-out";
  if (purpose === "marketing" && facts.marketing !== "subscribed") return "no-consent";
  return null;
}

/** A variant that isn't watched any more can't be told about. */
function leavesWithoutOffer(
  needs: "in-stock" | "lower-price" | null,
  { isInStock, variantMicros, event }: EnrollmentFacts,
): LeavingReason | null {
  if (needs === null) return null;
  if (isInStock !== true) return "out-of-stock";
  const told = event?.properties.price;
  return needs === "lower-price" && typeof told === "number" && (variantMicros ?? 0) > told ? "price-rose" : null;
}
