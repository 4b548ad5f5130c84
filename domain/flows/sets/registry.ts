import type { TriggerKind } from "#domain/flows/triggers/registry";
import { afterNthOrderInSets } from "./after-nth-order.ts";
import { datePropertyInSets } from "./date-property.ts";
import { fixedDateInSets } from "./fixed-date.ts";
import { noOrderForInSets } from "./no-order-for.ts";
import type { TimeTrigger } from "./time-trigger.ts";
import { backInStockInSets, priceDropInSets } from "./variant-changes.ts";

/** The triggers that time starts. Each is given the settings that its trigger type has parsed. */
const timeTriggers = {
  "date-property": datePropertyInSets,
  "fixed-date": fixedDateInSets,
  "no-order-for": noOrderForInSets,
  "after-nth-order": afterNthOrderInSets,
  "back-in-stock": backInStockInSets,
  "price-drop": priceDropInSets,
} satisfies Partial<Record<TriggerKind, unknown>>;

export function timeTriggerOf(kind: TriggerKind): TimeTrigger | null {
  // By its own kind, so that the settings are those of its type; TypeScript can't follow that through the index.
  return kind in timeTriggers ? (timeTriggers[kind as keyof typeof timeTriggers] as TimeTrigger) : null;
}

/** True of triggers for which people are looked for: no event of the store or of a person starts them. */
export function isTakenInSets(kind: TriggerKind): boolean {
  return kind in timeTriggers || kind === "segment-entered" || kind === "segment-left";
}

/** The segment that a trigger's settings name; null when they name none. */
export function segmentOf(settings: unknown): string | null {
  if (typeof settings !== "object" || settings === null || !("segmentId" in settings)) return null;
  return typeof settings.segmentId === "string" ? settings.segmentId : null;
}
