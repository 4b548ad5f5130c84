import { randomUUID } from "node:crypto";

/** A product as Shopify's customer events show it. */
export const CANDLE = {
  id: "41000000000001",
  title: "Small",
  price: { amount: 24.5, currencyCode: "USD" },
  product: {
    id: "7000000000001",
    title: "Cedar candle",
    url: "/products/cedar-candle",
    vendor: "Harbor",
    type: "Candle",
  },
};

export interface PixelEventOptions {
  name?: string;
  clientId?: string;
  /** The page's address. */
  href?: string;
  data?: object;
}

/** A customer event as Shopify hands it to pixels: someone looks at a candle, unless something else is given. */
export function aPixelEvent(given: PixelEventOptions = {}) {
  const {
    name = "product_viewed",
    clientId = randomUUID(),
    href = "https://candles.test/products/cedar-candle",
  } = given;
  return {
    id: `sh-${randomUUID()}`,
    name,
    type: "standard",
    seq: 1,
    timestamp: "2026-11-24T15:00:00.000Z",
    clientId,
    context: { document: { location: { href }, referrer: "", title: "", characterSet: "UTF-8" } },
    data: given.data ?? dataOf(name),
  };
}

function dataOf(name: string): object {
  if (name === "product_viewed") return { productVariant: CANDLE };
  if (name === "product_added_to_cart") return { cartLine: { merchandise: CANDLE, quantity: 2 } };
  return {};
}

/** What our web pixel posts. */
export function aPixelPost(shop: string, events: unknown[], marketingAllowed: boolean | null = true): string {
  const customerPrivacy =
    marketingAllowed === null ? undefined : { marketingAllowed, analyticsProcessingAllowed: true };
  return JSON.stringify({ shop, customerPrivacy, events });
}
