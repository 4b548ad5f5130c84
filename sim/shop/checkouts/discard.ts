import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { checkoutDeletedPayload } from "../webhooks/payloads/checkout.ts";
import type { Checkout } from "./checkout.ts";

/** Forgets a checkout, as the store does with old ones, and tells the app. */
export function discardCheckout(store: Store, shop: Shop, checkout: Checkout): void {
  shop.checkouts.delete(checkout.token);
  emit(store, shop, "checkouts/delete", checkoutDeletedPayload(shop, checkout));
}
