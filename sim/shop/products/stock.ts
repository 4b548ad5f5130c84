import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { productDeletedPayload, productPayload } from "../webhooks/payloads/product.ts";
import { findVariant, type Product, type Variant } from "./product.ts";

export interface ProductChange {
  title?: string | undefined;
  status?: Product["status"] | undefined;
  /** Of these variants; all of them when none is named. */
  variant?: Partial<Pick<Variant, "priceCents" | "compareAtCents" | "stock" | "policy">>;
  variantId?: number | undefined;
}

/** A change in the admin. Tells the app. */
export function changeProduct(
  store: Store,
  shop: Shop,
  product: Product,
  { title, status, variant = {}, variantId }: ProductChange,
): void {
  product.title = title ?? product.title;
  product.status = status ?? product.status;
  for (const one of product.variants) if (variantId === undefined || one.id === variantId) Object.assign(one, variant);
  tellOf(store, shop, product);
}

export function deleteProduct(store: Store, shop: Shop, product: Product): void {
  shop.products.delete(product.id);
  emit(store, shop, "products/delete", productDeletedPayload(product));
  store.changed();
}

/** An order takes what it has bought from tracked stock. The store tells of the product then, too. */
export function takeFromStock(store: Store, shop: Shop, lines: { variantId: number; quantity: number }[]): void {
  const changed = new Set<Product>();
  for (const { variantId, quantity } of lines) {
    const found = findVariant(shop.products.values(), variantId);
    if (!found || found.variant.stock === null) continue;
    found.variant.stock -= quantity;
    changed.add(found.product);
  }
  for (const product of changed) tellOf(store, shop, product);
}

function tellOf(store: Store, shop: Shop, product: Product): void {
  product.updatedAt = timestamp(store);
  emit(store, shop, "products/update", productPayload(shop, product));
  store.changed();
}
