import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Intake } from "#domain/intake/accept";
import { IntakeUnavailable, type NewDelivery } from "#domain/intake/delivery";
import { answer } from "#platform/http/answer";
import { BODY_DEADLINE_MS, type BodyLimits, readBody, refusalOf } from "#platform/http/read-body";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import { refuser } from "#platform/http/refuser";
import type { Visitors } from "#platform/http/visitors";
import { type ClientSecret, signatureCheck } from "#shopify/client-secret";
import { recordIdIn } from "./record-id.ts";

export interface WebhookEndpoint {
  intake: Pick<Intake, "accept">;
  refused: RefusalCounter;
  visitors: Visitors;
  /** The app's client secret: it signs every webhook. */
  secret: ClientSecret;
}

/**
 * A wholesale order of hundreds of lines with their properties is longer than a megabyte, and counts like any other. A
 * genuine delivery longer than keepBytes is recorded as refused, without its body.
 */
const LIMITS: BodyLimits = { keepBytes: 8 * 1024 ** 2, hardBytes: 16 * 1024 ** 2, deadlineMs: BODY_DEADLINE_MS };

/**
 * POST /webhooks, for every topic. 200 once the delivery is committed (or was before), 401 when its signature is wrong,
 * 400 without the headers that name it, 503 at once while the database is away: the store sends it again.
 */
export async function answerWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  { intake, refused, visitors, secret }: WebhookEndpoint,
): Promise<void> {
  const refuse = refuser(request, response, { visitors, refused, what: "webhook" });
  if (request.method !== "POST") return refuse(405, "not a POST", { Allow: "POST" });
  const { headers } = request;
  const signature = headerText(headers, "hmac-sha256");
  if (!signature) return refuse(401, "no signature");

  const check = signatureCheck(secret);
  const body = await readBody(request, LIMITS, visitors, check);
  const problem = refusalOf(body);
  if (problem) return refuse(problem.status, problem.because, problem.headers);
  if (!check.isBy(Buffer.from(signature, "base64"))) return refuse(401, "wrong signature");
  const delivery = deliveryOf(headers, body.kind === "kept" ? body.bytes : Buffer.alloc(0));
  if (!delivery) return refuse(400, "headers missing");
  // A session token is an HMAC under the same secret: signed, and no webhook.
  if (body.kind === "kept" && !isJsonObject(body.bytes)) return refuse(400, "no JSON object");
  if (body.kind === "too-long") delivery.refusedBecause = `The body of ${body.length} bytes is too large.`;

  try {
    await intake.accept(delivery);
    answer(request, response, { status: 200 });
  } catch (error) {
    if (!(error instanceof IntakeUnavailable)) throw error;
    answer(request, response, { status: 503, headers: { "Retry-After": "10" } });
  }
}

/** Null when a header that names the delivery is missing. */
function deliveryOf(headers: IncomingHttpHeaders, body: Buffer): NewDelivery | null {
  const shopDomain = headerText(headers, "shop-domain")?.toLowerCase();
  const topic = headerText(headers, "topic")?.toLowerCase();
  // One event may be delivered by several subscriptions, under one event id but several webhook ids.
  const eventId = headerText(headers, "event-id") ?? headerText(headers, "webhook-id");
  if (!shopDomain || !topic || !eventId) return null;
  return {
    kind: "webhook",
    source: "shopify",
    topic,
    shopDomain,
    shopId: null,
    // One event may also be about several records, each in a delivery of its own.
    sourceKey: `shopify ${shopDomain} ${topic} ${eventId} ${recordIdIn(body)}`,
    triggeredAt: parseInstant(headerText(headers, "triggered-at")),
    url: null,
    // No signature covers it; it decides only whether the delivery's way is recorded.
    traceparent: singleHeader(headers.traceparent) ?? null,
    body,
  };
}

/** Webhooks write x-shopify-topic, Events write shopify-topic. */
function headerText(headers: IncomingHttpHeaders, name: string): string | undefined {
  return singleHeader(headers[`x-shopify-${name}`]) ?? singleHeader(headers[`shopify-${name}`]);
}

function singleHeader(header: string | string[] | undefined): string | undefined {
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  return value && value.length <= 512 ? value : undefined;
}

function isJsonObject(bytes: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    // Not JSON, or nested beyond the stack: the answer says so.
    return false;
  }
}

/** An instant that the database can hold and a calendar can show: four digits of a year. Null for any other. */
function parseInstant(iso: string | undefined): Date | null {
  const time = iso ? Date.parse(iso) : Number.NaN;
  return time >= Date.UTC(2000, 0) && time < Date.UTC(2100, 0) ? new Date(time) : null;
}
