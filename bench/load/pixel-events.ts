import { randomUUID } from "node:crypto";
import type { PixelRequests, RequestSource } from "./plan.ts";

const CANDLE = {
  id: "41000000000001",
  image: null,
  price: { amount: 24.5, currencyCode: "USD" },
  product: {
    id: "7000000000001",
    title: "Cedar candle",
    type: "Candle",
    untranslatedTitle: "Cedar candle",
    url: "/products/cedar-candle",
    vendor: "Harbor Candles",
  },
  sku: "CEDAR-1",
  title: null,
  untranslatedTitle: null,
};

/** Views of a product by one browser after the other, each from an address of its own. They never run out. */
export function pixelRequests({ shopDomains, people }: PixelRequests): RequestSource {
  let sent = 0;
  return () => {
    const at = sent % (shopDomains.length * people);
    const shopDomain = shopDomains[at % shopDomains.length] ?? "";
    const clientId = clientIdOf(shopDomain, Math.floor(at / shopDomains.length));
    sent += 1;
    const body = JSON.stringify({
      shop: shopDomain,
      customerPrivacy: {
        analyticsProcessingAllowed: true,
        marketingAllowed: true,
        preferencesProcessingAllowed: true,
        saleOfDataAllowed: true,
      },
      events: [viewBy(clientId, shopDomain)],
    });
    return [
      "POST /pixel HTTP/1.1",
      "Host: cartbell.test",
      "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1",
      "Accept: */*",
      "Content-Type: text/plain",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "Origin: null",
      `X-Forwarded-For: 10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
      "",
      body,
    ].join("\r\n");
  };
}

/** The client id of one of a shop's browsers. */
export function clientIdOf(shopDomain: string, at: number): string {
  return `browser-${at}-of-${shopDomain}`;
}

function viewBy(clientId: string, shopDomain: string): object {
  return {
    id: randomUUID(),
    name: "product_viewed",
    type: "standard",
    seq: 1,
    timestamp: new Date().toISOString(),
    clientId,
    context: {
      document: {
        characterSet: "UTF-8",
        location: { href: `https://${shopDomain}/products/cedar-candle` },
        referrer: "",
        title: "Cedar candle",
      },
      navigator: { cookieEnabled: true, language: "en-US", userAgent: "Mozilla/5.0 (iPhone) Safari/604.1" },
    },
    data: { productVariant: CANDLE },
  };
}
