import type { BrowsedItem, BrowseEvent } from "#domain/browsing/browse-event";
import { rememberBrowsers } from "#domain/browsing/known-browsers";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { applyPixel } from "#domain/intake/apply-pixel";
import { newId } from "#platform/ids";
import type { TestContext } from "./context.ts";

/** A candle of $24.50, as a browser names it. */
export const A_CANDLE: BrowsedItem = {
  productId: "7001",
  variantId: "4101",
  title: "Cedar candle",
  url: "/products/cedar-candle",
  quantity: 1,
  priceMicros: 24_500_000,
  currency: "USD",
};

/** Makes a browser known as a subscriber's. Returns what lets it tell what it did, at the time of the context's clock. */
export async function aKnownBrowser(ctx: TestContext, person: { shopId: string; subscriberId: string }) {
  const browser = newId();
  const at = ctx.clock.now();
  await ctx.db.transaction((tx) => rememberBrowsers(tx, [{ ...person, browser, knownBy: "link", proof: newId(), at }]));
  return (kind: BrowseEvent["kind"], items: BrowsedItem[] = [A_CANDLE], claim: string | null = null) => {
    const event: BrowseEvent = { browser, id: newId(), kind, tap: null, claim, items };
    const row = { source: "pixel", topic: kind, shopDomain: null, url: null, attempts: 0 };
    const now = ctx.clock.now();
    const body = Buffer.from(JSON.stringify(event));
    const delivery = { ...row, id: newId(), shopId: person.shopId, receivedAt: now, triggeredAt: now, body };
    return ctx.db.transaction((tx) => applyPixel(tx, ctx, [delivery]));
  };
}

/** A flow of one text after a wait, for a trigger of the storefront. */
export function aBrowsingFlow(
  trigger: { kind: "cart-abandoned" | "product-viewed"; [more: string]: unknown },
  text: string,
): FlowDocument {
  return parseDocument({
    purpose: "marketing",
    trigger,
    steps: [
      { id: "wait", type: "wait", config: { minutes: 60 } },
      { id: "remind", type: "send", config: { text } },
    ],
  });
}
