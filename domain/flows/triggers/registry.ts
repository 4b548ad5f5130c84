import { checkoutAbandoned } from "./checkout-abandoned.ts";
import { orderPlaced } from "./order-placed.ts";
import type { TriggerType } from "./trigger-type.ts";

/** Every trigger there is, by the kind that a flow's document names. */
export const triggers = { "checkout-abandoned": checkoutAbandoned, "order-placed": orderPlaced } satisfies Record<
  string,
  TriggerType
>;

export type TriggerKind = keyof typeof triggers;

export const triggerKinds = Object.keys(triggers) as [TriggerKind, ...TriggerKind[]]; // the keys of the line above

export function triggerType(kind: TriggerKind): TriggerType {
  return triggers[kind];
}
