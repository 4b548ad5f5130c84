import { createHmac, randomUUID } from "node:crypto";
import { checkoutPayload } from "./checkout-payload.ts";
import type { RequestSource, WebhookRequests } from "./plan.ts";

/** Bodies that are signed beforehand and used again and again; what makes a delivery a new one is its event id. */
const BODIES = 500;

export function webhookRequests({ shopDomain, secret }: WebhookRequests): RequestSource {
  const now = new Date();
  const signed = Array.from({ length: BODIES }, (_, number) => {
    const body = checkoutPayload(number, now);
    return { before: headUpToEventId(shopDomain, body, secret, now), after: `\r\n\r\n${body}` };
  });
  let sent = 0;
  return () => {
    const { before = "", after = "" } = signed[sent % BODIES] ?? {};
    sent += 1;
    return before + randomUUID() + after;
  };
}

function headUpToEventId(shopDomain: string, body: string, secret: string, now: Date): string {
  return [
    "POST /webhooks HTTP/1.1",
    "Host: cartbell.test",
    "User-Agent: Shopify-Captain-Hook",
    "Accept: */*",
    "Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "X-Shopify-API-Version: 2026-10",
    `X-Shopify-Hmac-Sha256: ${createHmac("sha256", secret).update(body).digest("base64")}`,
    `X-Shopify-Shop-Domain: ${shopDomain}`,
    "X-Shopify-Topic: checkouts/update",
    `X-Shopify-Triggered-At: ${now.toISOString()}`,
    `X-Shopify-Webhook-Id: ${randomUUID()}`,
    "X-Shopify-Event-Id: ",
  ].join("\r\n");
}
