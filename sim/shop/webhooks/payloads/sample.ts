import { readFileSync } from "node:fs";

const folder = new URL("../../../data/webhooks/samples/", import.meta.url);
const loaded = new Map<string, Record<string, unknown>>();

/**
 * A fresh copy of Shopify's published sample of a topic. Payloads start from it and replace what the shop knows, so
 * that fields we never think of are there all the same.
 */
export function sample(topic: string): Record<string, unknown> {
  let published = loaded.get(topic);
  if (!published) {
    published = JSON.parse(readFileSync(new URL(`${topic}.json`, folder), "utf8")) as Record<string, unknown>; // vendored
    loaded.set(topic, published);
  }
  return structuredClone(published);
}

/** The first element of one of the sample's lists, for lists we fill ourselves. */
export function sampleItem(topic: string, list: string): Record<string, unknown> {
  const items = sample(topic)[list];
  const first: unknown = Array.isArray(items) ? items[0] : null;
  if (typeof first !== "object" || first === null) throw new Error(`The sample of ${topic} has no ${list}.`);
  return first as Record<string, unknown>;
}
