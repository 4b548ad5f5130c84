import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Intake } from "#domain/intake/accept";
import { IntakeUnavailable, type NewDelivery } from "#domain/intake/delivery";
import type { Callback, Provider } from "#domain/messages/delivery/provider";
import { traceparentIn } from "#domain/messages/delivery/traced-url";
import { parseRef } from "#domain/messages/ref";
import { answer } from "#platform/http/answer";
import { BODY_DEADLINE_MS, type BodyLimits, readBody, refusalOf } from "#platform/http/read-body";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import { refuser } from "#platform/http/refuser";
import type { Visitors } from "#platform/http/visitors";

export interface CallbackEndpoint {
  intake: Pick<Intake, "accept">;
  refused: RefusalCounter;
  visitors: Visitors;
  /** By the name in the URL. */
  providers: Record<string, Provider>;
  /** The public address that providers were given and sign; behind a proxy the socket knows another. */
  appUrl: string;
}

/** A receipt is a few hundred bytes and a text at most a few thousand. */
const LIMITS: BodyLimits = { keepBytes: 64 * 1024, hardBytes: 64 * 1024, deadlineMs: BODY_DEADLINE_MS };

/**
 * POST /callbacks/<provider>/receipts and /callbacks/<provider>/inbound. The provider's acknowledgement once the
 * callback is committed, 403 when it is not signed by the provider, 404 for a provider or a path we don't have, 503 at once
 * while the database is away: the provider sends it again.
 */
export async function answerCallback(
  request: IncomingMessage,
  response: ServerResponse,
  { intake, refused, visitors, providers, appUrl }: CallbackEndpoint,
): Promise<void> {
  const refuse = refuser(request, response, { visitors, refused, what: "callback" });
  const path = request.url ?? "/";
  const [, , name = "", topic = ""] = path.split("?", 1)[0]?.split("/") ?? [];
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (!provider || (topic !== "receipts" && topic !== "inbound")) return refuse(404, "unknown address");
  if (request.method !== "POST") return refuse(405, "not a POST", { Allow: "POST" });
  const body = await readBody(request, LIMITS, visitors);
  const problem = refusalOf(body);
  if (problem) return refuse(problem.status, problem.because, problem.headers);
  if (body.kind !== "kept") return refuse(413, "too large");
  const callback: Callback = { url: `${appUrl}${path}`, headers: singleHeaders(request), body: body.bytes };
  if (!provider.isGenuine(callback)) return refuse(403, "wrong signature");

  try {
    const delivery = topic === "inbound" ? inboundOf(provider, callback) : receiptOf(provider, callback);
    if (delivery) await intake.accept(delivery);
    answer(request, response, { status: 200, ...provider.acknowledgement });
  } catch (error) {
    if (!(error instanceof IntakeUnavailable)) throw error;
    answer(request, response, { status: 503, headers: { "Retry-After": "10" } });
  }
}

/** Null when the callback says nothing that concerns us. */
function receiptOf(provider: Provider, callback: Callback): NewDelivery | null {
  const base = deliveryOf(provider, callback, "receipt");
  try {
    const receipt = provider.parseReceipt(callback);
    if (!receipt) return null;
    const shopId = parseRef(receipt.ref)?.shopId ?? null;
    const traceparent = traceparentIn(callback.url);
    return { ...base, shopId, traceparent, sourceKey: `${provider.name} ${receipt.providerId} ${receipt.status}` };
  } catch (error) {
    return unreadableDelivery(base, callback, error);
  }
}

function inboundOf(provider: Provider, callback: Callback): NewDelivery {
  const base = deliveryOf(provider, callback, "inbound");
  try {
    return { ...base, sourceKey: `${provider.name} ${provider.parseInbound(callback).providerId}` };
  } catch (error) {
    return unreadableDelivery(base, callback, error);
  }
}

function deliveryOf(
  { name }: Provider,
  { url, body }: Callback,
  kind: "receipt" | "inbound",
): Omit<NewDelivery, "sourceKey"> {
  return { kind, source: name, topic: kind, shopDomain: null, shopId: null, triggeredAt: null, url, body };
}

/** Signed by the provider and yet not what its documentation says: kept to be looked at, once. */
function unreadableDelivery(
  base: Omit<NewDelivery, "sourceKey">,
  { url, body }: Callback,
  error: unknown,
): NewDelivery {
  const digest = createHash("sha256").update(url).update(body).digest("base64url");
  const detail = error instanceof Error ? error.message : String(error);
  return { ...base, sourceKey: `${base.source} unreadable ${digest}`, refusedBecause: `Not readable: ${detail}` };
}

function singleHeaders({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
