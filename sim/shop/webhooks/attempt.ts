import { createHmac } from "node:crypto";
import { Agent, request } from "undici";
import type { Attempt, Delivery } from "./delivery.ts";

/** https://shopify.dev/docs/apps/build/webhooks: one second to connect, five for the whole answer. */
const agent = new Agent({ connect: { timeout: 1_000 }, connections: 32 });
const patienceMs = 5_000;

export interface Sender {
  apiSecret: string;
  apiVersion: string;
  shopDomain: string;
}

/** Posts a delivery once and says what came back. Never throws: no answer is a failed attempt. */
export async function attemptDelivery(delivery: Delivery, sender: Sender, at: string): Promise<Attempt> {
  const started = performance.now();
  const finished = (status: number | null, error: string | null): Attempt => ({
    at,
    status,
    error,
    durationMs: Math.round(performance.now() - started),
  });
  try {
    const answer = await request(delivery.address, {
      method: "POST",
      dispatcher: agent,
      headers: headersOf(delivery, sender),
      body: delivery.body,
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.body.dump();
    return finished(answer.statusCode, null);
  } catch (error) {
    return finished(null, error instanceof Error ? error.message || error.name : String(error));
  }
}

export function wasAccepted(attempt: Attempt): boolean {
  return attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
}

function headersOf(delivery: Delivery, sender: Sender): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "User-Agent": "Shopify-Captain-Hook",
    "X-Shopify-Topic": delivery.topic,
    "X-Shopify-Hmac-Sha256": createHmac("sha256", sender.apiSecret).update(delivery.body, "utf8").digest("base64"),
    "X-Shopify-Shop-Domain": sender.shopDomain,
    "X-Shopify-API-Version": sender.apiVersion,
    "X-Shopify-Webhook-Id": delivery.id,
    "X-Shopify-Event-Id": delivery.eventId,
    "X-Shopify-Triggered-At": delivery.triggeredAt,
    "X-Shopify-Name": delivery.name,
  };
}
