import { abandonedCart } from "./abandoned-cart.ts";
import { orderConfirmation } from "./order-confirmation.ts";
import type { Preset } from "./preset.ts";

/** By the key that a shop's flow keeps of its preset. */
export const presets: Record<string, Preset> = {
  "abandoned-cart": abandonedCart,
  "order-confirmation": orderConfirmation,
};
