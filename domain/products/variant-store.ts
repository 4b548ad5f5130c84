import type { StoreAnswer } from "#domain/shops/store-answer";

/** A variant as its store offers it now. */
export interface VariantNow {
  variantId: string;
  productTitle: string;
  /** Null when the product has one variant only. */
  variantTitle: string | null;
  handle: string;
  /** Whether it can be bought in the online store, by its stock, its inventory policy and its product's publication. */
  isAvailable: boolean;
  /** In the store's currency. */
  priceMicros: number;
  /** The product's updated_at. */
  updatedAt: Date;
}

/** What watching variants asks of a store platform. shopify/variants.ts answers. */
export interface VariantStore {
  /** Variants that the store doesn't have any more are left out. */
  read(shopDomain: string, variantIds: string[]): Promise<StoreAnswer<VariantNow[]>>;
}
