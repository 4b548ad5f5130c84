import type { Context } from "#domain/context";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { StoreEvent } from "#domain/intake/store-event";
import type { Delivery } from "#domain/intake/take";
import type { Handled } from "#domain/intake/work";
import { storeNumbers } from "#domain/shops/store-numbers";
import { NIL_ID } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { translateWebhook } from "#shopify/events";
import { translateSignUp } from "#shopify/events/sign-up";

/** Translates the store's webhooks, and the forms of its pages, and applies them as one batch. */
export function webhookWorker(ctx: Context) {
  return async function handle(tx: Sql, deliveries: Delivery[]): Promise<Handled> {
    const refused = new Map<string, string>();
    const events: StoreEvent[] = [];
    const numbers = await storeNumbers(tx, [...new Set(deliveries.map(({ shopId }) => shopId))]);
    for (const delivery of deliveries) {
      const translation = translateDelivery(delivery, numbers.get(delivery.shopId) ?? null);
      if (translation.kind === "refused") refused.set(delivery.id, translation.reason);
      if (translation.kind === "events") events.push(...translation.events);
    }
    return { jobs: await applyStoreEvents(tx, ctx, events), refused };
  };
}

function translateDelivery(delivery: Delivery, storeNumber: string | null) {
  const { shopId, shopDomain, id, source, topic, triggeredAt, receivedAt, body } = delivery;
  if (shopId === NIL_ID) return { kind: "refused" as const, reason: `${shopDomain} has not installed the app.` };
  const webhook = { topic, shopId, intakeId: id, triggeredAt: triggeredAt ?? receivedAt, body };
  if (source === "storefront") return translateSignUp(webhook);
  return translateWebhook({ ...webhook, shopDomain: shopDomain ?? "", storeNumber, receivedAt });
}
