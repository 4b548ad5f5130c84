import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiVersion } from "./api.ts";
import { webhookTopics } from "./events.ts";
import { scopes } from "./scopes.ts";

const root = new URL("../", import.meta.url);
const toml = readFileSync(new URL("shopify.app.toml", root), "utf8");
/** `"orders/paid", # shopify/events/order.ts` */
const entries = [...toml.matchAll(/^ {2}"([a-z_]+[/.][a-z_]+)",\s+# (.+)$/gm)].map(([, topic = "", handler = ""]) => ({
  topic,
  handler,
}));

test("shopify.app.toml subscribes to the topics that are understood, and to no other", () => {
  expect(new Set(entries.map(({ topic }) => topic))).toEqual(new Set(webhookTopics));
  expect(entries).toHaveLength(webhookTopics.length);
});

test("the handler named beside each topic is there", () => {
  const named = entries.map(({ handler }) => handler).filter((handler) => !handler.startsWith("nothing to do"));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
});

test("Shopify is asked for the scopes and the API version that the code uses", () => {
  expect(/^scopes = "(.+)"$/m.exec(toml)?.[1]).toBe(scopes.join(","));
  expect(/^api_version = "(.+)"$/m.exec(toml)?.[1]).toBe(apiVersion);
});
