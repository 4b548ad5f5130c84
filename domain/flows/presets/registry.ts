import { abandonedCart } from "./abandoned-cart.ts";
import { orderConfirmation } from "./order-confirmation.ts";
import type { Preset } from "./preset.ts";

/** The flows that every shop is given as drafts, by the key that the flow keeps. The gallery has these and more. */
export const presets: Record<string, Preset> = {
  "abandoned-cart": abandonedCart,
  "order-confirmation": orderConfirmation,
};
