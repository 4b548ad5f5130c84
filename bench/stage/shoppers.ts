import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import type { RunOptions } from "../benchmark.ts";
import { realNow } from "./campaign.ts";
import { SECRETS } from "./processes.ts";

/** Someone with a number of their own, unlike any of an audience's. */
export interface Shopper {
  number: number;
  phone: string;
}

/** What a store tells of a shopper. `at` is business time. */
export interface ShopperEvent {
  topic: "orders/create" | "checkouts/create";
  shopDomain: string;
  shopper: Shopper;
  at: Date;
  /** When the order was placed, if not just now: an import, or a till that was offline. */
  placedAt?: Date;
}

/** 917 is New York's and in none of our audiences. Numbers run from 0 to 7,999,999. */
export function shopper(number: number): Shopper {
  return { number, phone: `+1917${2_000_000 + number}` };
}

/** Posts a signed webhook and resolves with the answer's status. */
export type Store = (event: ShopperEvent) => Promise<number>;

/** A store that keeps its connections to the web process alive. */
export function storeOf({ onEnd }: Pick<RunOptions, "onEnd">, webUrl: string): Store {
  const pool = new Pool(webUrl, { connections: 128 });
  onEnd(() => pool.destroy());
  return async (event) => {
    const body = event.topic === "orders/create" ? orderPayload(event) : cartPayload(event);
    const answer = await pool.request({
      method: "POST",
      path: "/webhooks",
      body,
      headers: {
        "content-type": "application/json",
        "x-shopify-hmac-sha256": createHmac("sha256", SECRETS.SHOPIFY_API_SECRET).update(body).digest("base64"),
        "x-shopify-topic": event.topic,
        "x-shopify-shop-domain": event.shopDomain,
        "x-shopify-event-id": randomUUID(),
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-triggered-at": event.at.toISOString(),
      },
    });
    await answer.body.dump();
    return answer.statusCode;
  };
}

export interface Posted {
  event: ShopperEvent;
  /** Real time at which the webhook left the store. */
  at: number;
}

/** Posts events at a constant rate, whether or not earlier ones were answered. Throws when one was not taken. */
export async function postAtPace(
  store: Store,
  next: () => ShopperEvent,
  perSecond: number,
  seconds: number,
): Promise<Posted[]> {
  const began = realNow();
  const posts: Promise<Posted>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const ahead = began + (index / perSecond) * 1_000 - realNow();
    if (ahead > 0) await sleep(ahead);
    posts.push(postOne(store, next()));
  }
  return Promise.all(posts);
}

async function postOne(store: Store, event: ShopperEvent): Promise<Posted> {
  const at = realNow();
  const status = await store(event);
  if (status !== 200) throw new Error(`A webhook was answered with ${status}.`);
  return { event, at };
}

/** An order that ends the shopper's cart, if they had one. */
function orderPayload({ shopper: by, at, placedAt = at }: ShopperEvent): string {
  return JSON.stringify({
    id: 5_000_000_000 + by.number,
    name: `#${10_000 + by.number}`,
    checkout_token: tokenOf(by),
    created_at: wholeSecond(at),
    processed_at: wholeSecond(placedAt),
    updated_at: wholeSecond(at),
    cancelled_at: null,
    order_status_url: `https://harbor-candles.example/66117/orders/${tokenOf(by)}/authenticate?key=0f1e2d3c`,
    landing_site: "/collections/candles",
    refunds: [],
    ...bought(by),
  });
}

/** A checkout whose shopper agreed to texts. */
function cartPayload({ shopper: by, at }: ShopperEvent): string {
  return JSON.stringify({
    id: 35_870_000_000 + by.number,
    token: tokenOf(by),
    created_at: wholeSecond(at),
    updated_at: wholeSecond(at),
    completed_at: null,
    buyer_accepts_sms_marketing: true,
    sms_marketing_phone: by.phone,
    abandoned_checkout_url: `https://harbor-candles.example/66117/checkouts/ac/${tokenOf(by)}/recover?key=0f1e2d3c`,
    ...bought(by),
  });
}

function bought(by: Shopper) {
  const address = {
    ...{ first_name: `Ada${by.number}`, last_name: "Lovelace", address1: "1 Broadway", address2: null },
    ...{ city: "New York", zip: "10004", province: "New York", province_code: "NY" },
    ...{ country: "United States", country_code: "US", phone: null },
  };
  const item = { variant_id: 41_397_000_001, sku: "CEDAR-220", vendor: "Harbor Candles", grams: 440 };
  return {
    email: `ada.${by.number}@example.com`,
    phone: by.phone,
    currency: "USD",
    subtotal_price: "42.00",
    total_tax: "4.31",
    total_price: "46.31",
    line_items: [{ ...item, title: "Cedar candle", quantity: 2, price: "21.00", requires_shipping: true }],
    billing_address: address,
    shipping_address: address,
  };
}

function tokenOf(by: Shopper): string {
  return `tok${String(by.number).padStart(29, "0")}`;
}

// As the store writes times.
function wholeSecond(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
