import { z } from "zod";
import type { BrowsedItem, BrowseEvent } from "#domain/browsing/browse-event";
import { plainTitle } from "./plain-title.ts";

/**
 * What our web pixel posts: the store, the visitor's consent as Shopify's `init.customerPrivacy` has it, and the customer events
 * as Shopify hands them to pixels. Transcribed from @shopify/web-pixels-extension 2.18.0 and
 * https://shopify.dev/docs/api/web-pixels-api/standard-events (read 2026-11-30).
 */
export interface PixelPost {
  shopDomain: string;
  /** The visitor allows marketing. Without their word they do not. */
  hasConsent: boolean;
  events: PixelEvent[];
}

/** An event in our words, before anything in it is checked against what we know. */
export interface PixelEvent extends Pick<BrowseEvent, "id" | "items"> {
  clientId: string;
  kind: Exclude<BrowseEvent["kind"], "consent-withdrawn">;
  /** The page's address: the proof of a tap is in it. */
  pageUrl: string | null;
  checkoutToken: string | null;
}

const KINDS: Record<string, PixelEvent["kind"]> = {
  page_viewed: "page-viewed",
  product_viewed: "product-viewed",
  product_added_to_cart: "added-to-cart",
  cart_viewed: "cart-viewed",
  checkout_started: "checkout-started",
};

const MOST_EVENTS = 20;
const MOST_ITEMS = 20;
const MOST_MICROS = 10 ** 13;

const text = (longest: number) =>
  z.string().transform((value) => value.replaceAll("\0", "").toWellFormed().slice(0, longest));
/** Ids are numbers, as text or as a global id of the Admin API. */
const id = z
  .union([z.string(), z.number()])
  .transform((value) => /(\d{1,20})$/.exec(String(value))?.[1])
  .pipe(z.string());

const money = z.object({
  amount: z.number(),
  currencyCode: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish(),
});
const variant = z.object({
  id: id.nullish(),
  price: money.nullish(),
  product: z.object({ id, title: text(200), url: text(500).nullish() }),
});
const cartLine = z.object({ merchandise: variant, quantity: z.number() });

const data = z.object({
  productVariant: variant.nullish().catch(null),
  cartLine: cartLine.nullish().catch(null),
  cart: z
    .object({ lines: z.array(cartLine) })
    .nullish()
    .catch(null),
  checkout: z
    .object({
      token: z
        .string()
        .regex(/^[\w-]{8,64}$/)
        .nullish(),
    })
    .nullish()
    .catch(null),
});

const event = z.object({
  id: text(100).pipe(z.string().min(1)),
  name: z.string(),
  clientId: z.string().min(8).max(100),
  context: z
    .object({ document: z.object({ location: z.object({ href: z.string().max(4_096).nullish() }) }) })
    .nullish()
    .catch(null),
  data: data.nullish().catch(null),
});

const post = z.object({
  shop: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/),
  customerPrivacy: z.object({ marketingAllowed: z.boolean() }).nullish().catch(null),
  events: z.array(z.unknown()).max(MOST_EVENTS),
});

/** Reads a body. Null when it is none of ours; an event in it that is none is left out. */
export function readPixelPost(body: string): PixelPost | null {
  const parsed = post.safeParse(parseJson(body));
  if (!parsed.success) return null;
  const { shop, customerPrivacy, events } = parsed.data;
  return {
    shopDomain: shop,
    hasConsent: customerPrivacy?.marketingAllowed === true,
    events: events.flatMap(readEvent),
  };
}

function readEvent(given: unknown): PixelEvent[] {
  const parsed = event.safeParse(given);
  const kind = parsed.success && Object.hasOwn(KINDS, parsed.data.name) ? KINDS[parsed.data.name] : undefined;
  if (!parsed.success || kind === undefined) return [];
  const { id, clientId, context, data } = parsed.data;
  return [
    {
      id,
      clientId,
      kind,
      items: itemsOf(kind, data),
      pageUrl: context?.document.location.href ?? null,
      checkoutToken: kind === "checkout-started" ? (data?.checkout?.token ?? null) : null,
    },
  ];
}

function itemsOf(kind: PixelEvent["kind"], data: z.output<typeof event>["data"]): BrowsedItem[] {
  if (kind === "product-viewed") return data?.productVariant ? itemOf(data.productVariant, 1) : [];
  if (kind === "added-to-cart") return data?.cartLine ? itemOf(data.cartLine.merchandise, data.cartLine.quantity) : [];
  if (kind !== "cart-viewed") return [];
  return (data?.cart?.lines ?? []).slice(0, MOST_ITEMS).flatMap((line) => itemOf(line.merchandise, line.quantity));
}

/** None when the browser's words for it must not stand in a text. */
function itemOf({ id, price, product }: z.output<typeof variant>, quantity: number): BrowsedItem[] {
  const title = plainTitle(product.title);
  if (title === null) return [];
  const micros = Math.round((price?.amount ?? 0) * 1_000_000);
  return [
    {
      productId: product.id,
      variantId: id ?? null,
      title,
      url: pathOf(product.url ?? null),
      quantity: Math.min(Math.max(Math.trunc(quantity), 0), 99),
      priceMicros: micros >= 0 && micros <= MOST_MICROS ? micros : 0,
      currency: price?.currencyCode ?? null,
    },
  ];
}

/** Of a product's address only the path counts: it must stay on the store's own domain. */
function pathOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url, "https://store")) return null;
  const { pathname } = new URL(url, "https://store");
  return /^\/[^/\\]/.test(pathname) ? pathname : null;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: the endpoint says so.
    return null;
  }
}
