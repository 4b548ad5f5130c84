import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type BrowseEvent, checkoutClaim } from "#domain/browsing/browse-event";
import { browserName } from "#domain/browsing/browser-name";
import { isTapProven, TAP_PARAMETER } from "#domain/browsing/tap-proof";
import type { Context } from "#domain/context";
import type { Intake } from "#domain/intake/accept";
import { IntakeUnavailable } from "#domain/intake/delivery";
import { codeOfLanding } from "#domain/links/follow";
import { answer } from "#platform/http/answer";
import { networkOf } from "#platform/http/client-address";
import { BODY_DEADLINE_MS, readBody, refusalOf } from "#platform/http/read-body";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import type { Visitors } from "#platform/http/visitors";
import { isDatabaseDown } from "#platform/sql/db";
import { type PixelEvent, type PixelPost, readPixelPost } from "#shopify/pixel/read-events";
import type { BrowserLookup } from "./lookup-browsers.ts";
import type { PixelLimits } from "./pixel-limits.ts";

export interface PixelEndpoint {
  ctx: Pick<Context, "clock" | "hashPhone">;
  /** One of its own: a flood of events must not fill the webhooks' batches. */
  intake: Pick<Intake, "accept">;
  refused: RefusalCounter;
  visitors: Visitors;
  limits: PixelLimits;
  /** The id of the shop with this domain, when it has the app. */
  shopIdOf(domain: string): Promise<string | null>;
  browsers: BrowserLookup;
}

/** A browser keeps at most 64 KB of a request alive while its page goes. */
const LIMITS = { keepBytes: 65_536, hardBytes: 131_072, deadlineMs: BODY_DEADLINE_MS };

/**
 * POST /pixel: customer events of a store's pages, from our web pixel. The pixel runs in a sandbox of another origin: it sends
 * plain text, which browsers ask no leave for, and may read the answer from anywhere. Only events of browsers that are known
 * to be a subscriber's are taken in, and those that may make one known. Everything else is answered the same, 200, and leaves
 * nothing: the answer does not tell who is known. 400 for what is no post of a pixel, 429 too often, 503 while the database
 * is away.
 */
export async function answerPixel(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: PixelEndpoint,
): Promise<void> {
  const say = (status: number, headers: Record<string, string> = {}) =>
    answer(request, response, { status, headers: { "Access-Control-Allow-Origin": "*", ...headers } });
  const refuse = (status: number, because: string, headers?: Record<string, string>) => {
    endpoint.refused.add(`pixel: ${because}`);
    say(status, headers);
  };
  if (request.method !== "POST") return refuse(405, "not a POST", { Allow: "POST" });
  const network = networkOf(endpoint.visitors.addressOf(request));
  const later = { "Retry-After": "60" };
  if (!endpoint.limits.address.admits(network)) return refuse(429, "too often (address)", later);
  const body = await readBody(request, LIMITS, endpoint.visitors);
  const problem = refusalOf(body);
  if (problem) return refuse(problem.status, problem.because, problem.headers);
  const post = body.kind === "kept" ? readPixelPost(body.bytes.toString("utf8")) : null;
  if (post === null) return refuse(400, "no events");
  try {
    await takeEvent(endpoint, post, network);
    say(200);
  } catch (error) {
    if (!(error instanceof IntakeUnavailable) && !isDatabaseDown(error)) throw error;
    refuse(503, "unavailable");
  }
}

async function takeEvent(endpoint: PixelEndpoint, post: PixelPost, network: string): Promise<void> {
  const shopId = await endpoint.shopIdOf(post.shopDomain);
  if (shopId === null) return endpoint.refused.add("pixel: not installed");
  const events = post.events.map((event) => inOurWords(endpoint.ctx, shopId, event, network));
  const from = { shopId, network, hasConsent: post.hasConsent, isBusy: !endpoint.limits.shop.admits(shopId) };
  await Promise.all(events.map((event) => takeOne(endpoint, from, event)));
}

interface Sender {
  shopId: string;
  network: string;
  hasConsent: boolean;
  /** So many post in the name of this shop that the database is asked about no more of them. */
  isBusy: boolean;
}

async function takeOne(
  { ctx, intake, refused, limits, browsers }: PixelEndpoint,
  { shopId, network, hasConsent, isBusy }: Sender,
  event: BrowseEvent,
): Promise<void> {
  const { browser } = event;
  const of = `${shopId} ${browser}`;
  if (!limits.browserMinute.admits(of) || !limits.browserDay.admits(of))
    return refused.add("pixel: too often (browser)");
  const mayProve = hasConsent && (event.tap !== null || (event.claim !== null && admitsClaim(limits, shopId, network)));
  if (!mayProve) {
    if (isBusy && !browsers.wasKnown({ shopId, browser })) return refused.add("pixel: too often (shop)");
    if (!(await browsers.isKnown({ shopId, browser }))) return;
  }
  const browseEvent: BrowseEvent = hasConsent
    ? event
    : { ...event, kind: "consent-withdrawn", tap: null, claim: null, items: [] };
  await intake.accept({
    kind: "pixel",
    source: "pixel",
    topic: browseEvent.kind,
    shopDomain: null,
    shopId,
    // Outlives an erasure, so that nothing in it names the browser.
    sourceKey: `pixel ${createHash("sha256").update(`${of} ${browseEvent.kind} ${event.id}`).digest("base64url")}`,
    triggeredAt: ctx.clock.now(),
    url: null,
    body: Buffer.from(JSON.stringify(browseEvent)),
  });
}

function admitsClaim({ claimsOfAddress, claimsOfShop }: PixelLimits, shopId: string, network: string): boolean {
  return claimsOfAddress.admits(network) && claimsOfShop.admits(shopId);
}

function inOurWords(ctx: PixelEndpoint["ctx"], shopId: string, event: PixelEvent, network: string): BrowseEvent {
  const { id, clientId, kind, items, pageUrl, checkoutToken } = event;
  return {
    id,
    browser: browserName(ctx, shopId, clientId),
    kind,
    tap: tapIn(ctx, pageUrl, network),
    claim: checkoutToken && checkoutClaim(checkoutToken),
    items,
  };
}

/** The tap that led to a page, when its address proves it. */
function tapIn(ctx: PixelEndpoint["ctx"], pageUrl: string | null, network: string): BrowseEvent["tap"] {
  const code = codeOfLanding(pageUrl);
  if (pageUrl === null || code === null) return null;
  const proof = new URL(pageUrl, "http://store").searchParams.get(TAP_PARAMETER) ?? "";
  return isTapProven(ctx, { code, network }, proof) ? { code, proof } : null;
}
