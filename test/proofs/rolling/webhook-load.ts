import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { checkoutPayload } from "../../../bench/load/checkout-payload.ts";

export interface WebhookLoad {
  /** Sends no more, and resolves when every answer is in. */
  stop(): Promise<Told>;
}

/** What a store told, and how it was answered. */
export interface Told {
  sent: number;
  accepted: number;
  longestWaitMs: number;
  /** A sentence for each delivery that was not accepted. */
  complaints: string[];
}

export interface WebhookLoadPlan {
  url: string;
  shopDomain: string;
  /** The store's number, which is in the addresses of its checkouts. */
  storeNumber: string;
  secret: string;
  perSecond: number;
  /** Business time less real time. */
  offsetMs: number;
}

/** A store that tells of new checkouts at an even pace, each in one delivery that it never repeats. */
export function startWebhookLoad({
  url,
  shopDomain,
  storeNumber,
  secret,
  perSecond,
  offsetMs,
}: WebhookLoadPlan): WebhookLoad {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const complaints: string[] = [];
  let sent = 0;
  let accepted = 0;
  let longestWaitMs = 0;

  async function post(number: number): Promise<void> {
    const startedAt = performance.now();
    try {
      const response = await fetch(`${url}/webhooks`, deliveryOf(number));
      await response.arrayBuffer();
      if (response.status === 200) accepted += 1;
      else complaints.push(`Webhook ${number} was answered ${response.status}.`);
    } catch (error) {
      complaints.push(`Webhook ${number} got no answer: ${String((error as Error).cause ?? error)}.`);
    }
    longestWaitMs = Math.max(longestWaitMs, performance.now() - startedAt);
  }

  function deliveryOf(number: number): RequestInit {
    const now = new Date(Date.now() + offsetMs);
    const body = checkoutPayload(number, now).replaceAll("/66117/", `/${storeNumber}/`);
    return {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        "x-shopify-api-version": "2026-10",
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
        "x-shopify-shop-domain": shopDomain,
        "x-shopify-topic": "checkouts/update",
        "x-shopify-triggered-at": now.toISOString(),
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-event-id": randomUUID(),
      },
    };
  }

  const begunAt = performance.now();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      for (const due = ((performance.now() - begunAt) / 1_000) * perSecond; sent < due; sent += 1) {
        const posting = post(sent);
        underWay.add(posting);
        void posting.then(() => underWay.delete(posting));
      }
      await sleep(5);
    }
  })();

  return {
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(underWay);
      return { sent, accepted, longestWaitMs, complaints };
    },
  };
}
