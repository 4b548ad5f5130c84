import { afterNthOrder } from "./after-nth-order.ts";
import { checkoutAbandoned } from "./checkout-abandoned.ts";
import { dateProperty } from "./date-property.ts";
import { fixedDate } from "./fixed-date.ts";
import { noOrderFor } from "./no-order-for.ts";
import { orderPlaced } from "./order-placed.ts";
import { segmentEntered } from "./segment-entered.ts";
import { segmentLeft } from "./segment-left.ts";
import type { TriggerType } from "./trigger-type.ts";

/** Every trigger there is, by the kind that a flow's document names. */
export const triggers = {
  "checkout-abandoned": checkoutAbandoned,
  "order-placed": orderPlaced,
  "segment-entered": segmentEntered,
  "segment-left": segmentLeft,
  "date-property": dateProperty,
  "no-order-for": noOrderFor,
  "after-nth-order": afterNthOrder,
  "fixed-date": fixedDate,
} satisfies Record<string, TriggerType>;

export type TriggerKind = keyof typeof triggers;

export const triggerKinds = Object.keys(triggers) as [TriggerKind, ...TriggerKind[]]; // the keys of the line above

export function triggerType(kind: TriggerKind): TriggerType {
  return triggers[kind];
}
