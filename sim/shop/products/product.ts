export interface Variant {
  id: number;
  title: string;
  sku: string;
  priceCents: number;
  /** The crossed-out price. */
  compareAtCents: number | null;
  /** Null: stock isn't tracked, and the variant can always be bought. */
  stock: number | null;
  /** What happens when the stock is used up. */
  policy: "deny" | "continue";
  grams: number;
}

export interface Product {
  id: number;
  handle: string;
  title: string;
  description: string;
  type: string;
  vendor: string;
  tags: string[];
  /** Which drawing shows it, and its two colours. */
  picture: { shape: PictureShape; ground: string; figure: string };
  variants: Variant[];
  status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  createdAt: string;
  updatedAt: string;
}

export type PictureShape =
  | "mug"
  | "blanket"
  | "lantern"
  | "bottle"
  | "candle"
  | "tin"
  | "teapot"
  | "backpack"
  | "box"
  | "scarf";

/** A product as a seed tells it; ids and times are given when the shop is made. */
export interface ProductSeed
  extends Omit<Product, "id" | "createdAt" | "updatedAt" | "variants" | "tags" | "vendor" | "status"> {
  tags?: string[];
  variants: { title: string; priceCents: number; grams?: number }[];
}

/** Shopify's default title of a product that has one variant only, never shown to buyers. */
export const onlyVariant = "Default Title";

/** Whether it can be bought now. */
export function isForSale({ stock, policy }: Variant): boolean {
  return stock === null || stock > 0 || policy === "continue";
}

export function findVariant(
  products: Iterable<Product>,
  variantId: number,
): { product: Product; variant: Variant } | null {
  for (const product of products) {
    const variant = product.variants.find((one) => one.id === variantId);
    if (variant) return { product, variant };
  }
  return null;
}
