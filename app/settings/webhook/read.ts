import type { Merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { readEndpoint } from "#domain/webhooks-out/endpoints/read";
import { listEventTypes } from "#domain/webhooks-out/event-types";
import { readLog } from "#domain/webhooks-out/log/read-log";
import { isId } from "#platform/ids";

/** An endpoint with a page of its log: all events, or those that were given up. Throws the 404 for one that isn't the shop's. */
export async function readWebhook({ ctx, shopId }: Merchant, endpointId: string, query: URLSearchParams) {
  const endpoint = await readEndpoint(ctx, shopId, endpointId);
  if (!endpoint) throw notFound();
  const view = query.get("view") === "failed" ? ("failed" as const) : ("all" as const);
  const before = query.get("before");
  const log = await readLog(
    ctx,
    { shopId, endpointId },
    { state: view === "failed" ? view : null, before: before !== null && isId(before) ? before : null },
  );
  return { endpoint, log, view, types: listEventTypes() };
}

export type WebhookData = Awaited<ReturnType<typeof readWebhook>>;
