// The parts of Shopify's customer events that the simulated store tells, as published: the types of the npm package
// @shopify/web-pixels-extension 2.18.0 (MIT) and https://shopify.dev/docs/api/web-pixels-api/standard-events, both read on
// 2026-11-30. An object literal with another key doesn't compile.

export interface MoneyV2 {
  amount: number;
  currencyCode: string;
}

export interface ProductVariant {
  id: string | null;
  image: { src: string | null } | null;
  price: MoneyV2;
  product: {
    id: string | null;
    title: string;
    type: string | null;
    untranslatedTitle: string | null;
    url: string | null;
    vendor: string;
  };
  sku: string | null;
  title: string | null;
  untranslatedTitle: string | null;
}

export interface CartLine {
  cost: { totalAmount: MoneyV2 };
  merchandise: ProductVariant;
  quantity: number;
}

export interface Cart {
  attributes: { key: string; value: string }[];
  cost: { totalAmount: MoneyV2 };
  id: string | null;
  lines: CartLine[];
  totalQuantity: number;
}

/** A part of the published Checkout. */
export interface Checkout {
  currencyCode: string | null;
  email: string | null;
  phone: string | null;
  buyerAcceptsSmsMarketing: boolean;
  smsMarketingPhone: string | null;
  subtotalPrice: MoneyV2 | null;
  token: string | null;
  totalPrice: MoneyV2 | null;
}

/** What the page tells. The browser adds the id, the client id, the time, the sequence number and the context. */
export type CustomerEvent =
  | { name: "page_viewed"; data: Record<string, never> }
  | { name: "product_viewed"; data: { productVariant: ProductVariant } }
  | { name: "product_added_to_cart"; data: { cartLine: CartLine | null } }
  | { name: "cart_viewed"; data: { cart: Cart | null } }
  | { name: "checkout_started"; data: { checkout: Checkout } };
