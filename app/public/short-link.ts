import type { IncomingMessage, ServerResponse } from "node:http";
import { proveTap, TAP_PARAMETER } from "#domain/browsing/tap-proof";
import type { Context } from "#domain/context";
import type { Intake } from "#domain/intake/accept";
import { type FollowedLink, followLink } from "#domain/links/follow";
import { answer } from "#platform/http/answer";
import type { VisitorLimit } from "#platform/http/visitor-limit";
import type { Visitors } from "#platform/http/visitors";
import { newId } from "#platform/ids";
import { isDatabaseDown } from "#platform/sql/db";
import { publicPage } from "./page.ts";

export interface ShortLinkEndpoint {
  ctx: Pick<Context, "db" | "clock" | "log" | "hashPhone">;
  intake: Pick<Intake, "accept">;
  visitors: Pick<Visitors, "networkOf">;
  /** Counts the visits of a code that are written down. */
  limit: VisitorLimit;
}

/**
 * GET /l/<code>: a 302 to the link's target at once, and the click into intake behind it; whether it counts (a person)
 * or not (a preview, a scanner) is decided when it is worked on. HEAD is redirected and leaves no trace. An unknown
 * code gets a page that says so.
 */
export async function answerShortLink(
  request: IncomingMessage,
  response: ServerResponse,
  { ctx, intake, visitors, limit }: ShortLinkEndpoint,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return answer(request, response, { status: 405, headers: { Allow: "GET, HEAD" } });
  const code = /^\/l\/([^/?]+)\/?(\?|$)/.exec(request.url ?? "")?.[1] ?? "";
  const target = await targetOf(ctx, code);
  if (target === "unavailable")
    return answer(
      request,
      response,
      publicPage(503, "One moment", "This link can’t be opened right now. Please try again."),
    );
  if (!target)
    return answer(
      request,
      response,
      publicPage(404, "This link doesn’t work", "It may be incomplete or expired. Check the link in the text message."),
    );
  answer(request, response, {
    status: 302,
    headers: {
      Location: landingOf(ctx, target.targetUrl, code, visitors.networkOf(request)),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    },
  });
  if (request.method === "GET" && limit.admits(code)) await recordVisit(request, code, target, ctx, intake);
}

/** The link's target with the proof of this tap, by which the store's pixel may make the browser known. */
function landingOf(ctx: ShortLinkEndpoint["ctx"], targetUrl: string, code: string, network: string): string {
  if (!URL.canParse(targetUrl)) return targetUrl;
  const url = new URL(targetUrl);
  url.searchParams.set(TAP_PARAMETER, proveTap(ctx, { code, network }));
  return url.href;
}

async function targetOf({ db }: ShortLinkEndpoint["ctx"], code: string): Promise<FollowedLink | "unavailable" | null> {
  try {
    return await followLink(db, code);
  } catch (error) {
    if (isDatabaseDown(error)) return "unavailable";
    throw error;
  }
}

/** The shopper is on the way already: a click that cannot be taken in is lost, and only the log hears of it. */
async function recordVisit(
  { headers, method }: IncomingMessage,
  code: string,
  { shopId }: FollowedLink,
  { clock, log }: ShortLinkEndpoint["ctx"],
  intake: ShortLinkEndpoint["intake"],
): Promise<void> {
  const purpose = headers["sec-purpose"] ?? headers["x-moz"] ?? headers.purpose ?? null;
  const click = { code, method, userAgent: headers["user-agent"]?.slice(0, 512) ?? null, purpose };
  try {
    await intake.accept({
      kind: "click",
      source: "links",
      topic: "click",
      shopDomain: null,
      shopId,
      sourceKey: `links ${newId()}`,
      triggeredAt: clock.now(),
      url: null,
      body: Buffer.from(JSON.stringify(click)),
    });
  } catch (error) {
    log.warn({ err: error, code }, "a click was lost");
  }
}
