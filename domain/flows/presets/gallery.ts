import { abandonedCart } from "./abandoned-cart.ts";
import { orderConfirmation } from "./order-confirmation.ts";
import type { Preset } from "./preset.ts";

/** Every ready-made flow that a merchant can start from, by its key, in the order of the gallery. */
export const gallery: Record<string, Preset> = {
  "abandoned-cart": abandonedCart,
  "order-confirmation": orderConfirmation,
};
