import type { TriggerKind } from "#domain/flows/triggers/registry";
import type { PropertyValue } from "#domain/flows/triggers/trigger-type";
import { newId } from "#platform/ids";

/** What can end a walk while a person is in it. */
export const leavingCauses = ["ordered", "order-cancelled", "cart-ended", "added-to-cart", "opted-out"] as const;
export type LeavingCause = (typeof leavingCauses)[number];

/** What must be true of a trigger, whatever its flow does. The merchant's own settings where a trigger needs some. */
export interface TriggerLine {
  settings?: object;
  /** Of an event that starts the flow. */
  event?: Record<string, PropertyValue>;
  /** Of an event that doesn't, with these settings. Absent: every event does that isn't too old. */
  refused?: Record<string, PropertyValue>;
  /** After the usual rule of re-entry: the second event of one person, about another subject. */
  again: "enters" | "never" | { afterDays: number };
  leaves: readonly LeavingCause[];
}

/** An opt-out ends every marketing flow. */
const always = "opted-out";
const aboutAnOrder: TriggerLine = { again: "enters", leaves: ["order-cancelled", always] };
const ofSegment: TriggerLine = { settings: { segmentId: newId() }, again: "enters", leaves: [always] };

/** Every trigger's line. A trigger that is added to the registry needs one here. */
export const triggerLines: Record<TriggerKind, TriggerLine> = {
  "checkout-abandoned": { again: "enters", leaves: ["ordered", always] },
  "cart-abandoned": { again: "enters", leaves: ["ordered", "cart-ended", always] },
  "product-viewed": {
    settings: { views: 3, days: 7 },
    event: { views_in_7_days: 3 },
    refused: { views_in_7_days: 2 },
    again: { afterDays: 7 },
    leaves: ["ordered", "added-to-cart", always],
  },
  // Stock and price that change back before the hand-off: domain/flows/sets/variant-changes.test.ts.
  "back-in-stock": { event: { price: 15_000_000 }, again: "enters", leaves: ["ordered", always] },
  "price-drop": {
    settings: { leastPercent: 10 },
    event: { price: 15_000_000, old_price: 20_000_000 },
    refused: { price: 19_000_000, old_price: 20_000_000 },
    again: "enters",
    leaves: ["ordered", always],
  },
  "order-placed": aboutAnOrder,
  "order-paid": aboutAnOrder,
  "order-canceled": { again: "enters", leaves: [always] },
  "order-refunded": { again: "enters", leaves: [always] },
  "fulfillment-created": aboutAnOrder,
  "order-shipped": aboutAnOrder,
  "out-for-delivery": aboutAnOrder,
  "order-delivered": aboutAnOrder,
  "delivery-delayed": aboutAnOrder,
  "ready-for-pickup": aboutAnOrder,
  "customer-tagged": {
    settings: { tag: "VIP" },
    event: { tag: "vip" },
    refused: { tag: "wholesale" },
    again: "never",
    leaves: [always],
  },
  subscribed: { again: "never", leaves: [always] },
  "keyword-received": {
    settings: { words: ["glow"] },
    event: { text: "Glow!" },
    refused: { text: "Does it glow?" },
    again: "never",
    leaves: [always],
  },
  "link-clicked": { again: { afterDays: 30 }, leaves: [always] },
  "reply-received": { again: { afterDays: 1 }, leaves: [always] },
  "segment-entered": ofSegment,
  "segment-left": ofSegment,
  "date-property": { settings: { property: "birthday" }, again: "enters", leaves: [always] },
  "no-order-for": { again: "enters", leaves: ["ordered", always] },
  "after-nth-order": { again: "enters", leaves: ["ordered", "order-cancelled", always] },
  "fixed-date": { settings: { date: "2026-11-24" }, again: "enters", leaves: [always] },
  "custom-event": {
    settings: { name: "quiz" },
    event: { "event.name": "quiz" },
    refused: { "event.name": "poll" },
    again: "enters",
    leaves: [always],
  },
};
