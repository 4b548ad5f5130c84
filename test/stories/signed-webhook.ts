import { createHmac, randomUUID } from "node:crypto";
import { API_SECRET } from "./story-world.ts";

export interface SignedWebhook {
  domain: string;
  topic: string;
  body: string | Buffer<ArrayBuffer>;
  triggeredAt: Date;
  eventId?: string;
}

/** Posts a delivery to the app as the store would, signed, whatever its body is. Returns the status of the answer. */
export async function postWebhook(appUrl: string, webhook: SignedWebhook): Promise<number> {
  const { domain, topic, body, triggeredAt, eventId = randomUUID() } = webhook;
  const response = await fetch(`${appUrl}/webhooks`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Hmac-Sha256": createHmac("sha256", API_SECRET).update(body).digest("base64"),
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": domain,
      "X-Shopify-Event-Id": eventId,
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Triggered-At": triggeredAt.toISOString(),
    },
  });
  await response.arrayBuffer();
  return response.status;
}
