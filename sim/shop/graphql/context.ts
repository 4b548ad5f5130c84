import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";

/** Whose data a GraphQL request reads. */
export interface AdminContext {
  store: Store;
  shop: Shop;
}
