import type { Merchant } from "#app/authenticate";
import { readEndpoints } from "#domain/webhooks-out/endpoints/read";
import { listEventTypes } from "#domain/webhooks-out/event-types";

/** The endpoints, and what they can be told of. */
export async function readWebhooks({ ctx, shopId }: Merchant) {
  return { endpoints: await readEndpoints(ctx, shopId), types: listEventTypes() };
}

export type WebhooksData = Awaited<ReturnType<typeof readWebhooks>>;
