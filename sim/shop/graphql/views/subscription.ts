import type { Subscription } from "../../webhooks/delivery.ts";
import { gid } from "../gid.ts";

export function subscriptionView(subscription: Subscription, apiVersion: string) {
  return {
    __typename: "WebhookSubscription",
    id: gid("WebhookSubscription", subscription.id),
    legacyResourceId: String(subscription.id),
    topic: topicEnum(subscription.topic),
    name: subscription.name,
    uri: subscription.address,
    callbackUrl: subscription.address,
    endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl: subscription.address },
    format: "JSON",
    includeFields: [],
    metafieldNamespaces: [],
    filter: null,
    apiVersion: { handle: apiVersion, displayName: apiVersion, supported: true },
    createdAt: subscription.createdAt,
    updatedAt: subscription.createdAt,
  };
}

/** `orders/create` ⇄ `ORDERS_CREATE`. */
export function topicEnum(topic: string): string {
  return topic.replace("/", "_").toUpperCase();
}
