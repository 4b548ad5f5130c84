import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "#domain/context";
import type { IntakeDoor } from "#domain/intake/accept";
import { isDatabaseDown } from "#platform/db";
import { answer } from "#platform/http/answer";
import { newId } from "#platform/ids";
import { statement } from "#platform/statement";
import { page } from "./page.ts";

export interface ShortLinkDoor {
  ctx: Pick<Context, "db" | "clock" | "log">;
  intake: Pick<IntakeDoor, "accept">;
}

interface Target {
  shopId: string;
  targetUrl: string;
}

const find = statement(
  "find-short-link",
  `SELECT shop_id AS "shopId", target_url AS "targetUrl" FROM short_links WHERE code = $1`,
);

/**
 * GET /l/<code>: a 302 to the link's target at once, and the click into intake behind it; whether it counts (a person)
 * or not (a preview, a scanner) is decided when it is worked on. HEAD is redirected and leaves no trace. An unknown
 * code gets a page that says so.
 */
export async function answerShortLink(
  request: IncomingMessage,
  response: ServerResponse,
  { ctx, intake }: ShortLinkDoor,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return answer(request, response, { status: 405, headers: { Allow: "GET, HEAD" } });
  const code = /^\/l\/([A-Za-z0-9_-]{1,32})\/?(\?|$)/.exec(request.url ?? "")?.[1];
  const target = code ? await targetOf(ctx, code) : null;
  if (target === "unavailable")
    return answer(
      request,
      response,
      page(503, "One moment", "This link cannot be opened right now. Please try again."),
    );
  if (!code || !target)
    return answer(
      request,
      response,
      page(404, "This link leads nowhere", "It may have been cut off in the message, or it has expired."),
    );
  answer(request, response, {
    status: 302,
    headers: { Location: target.targetUrl, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" },
  });
  if (request.method === "GET") await record(request, code, target, ctx, intake);
}

async function targetOf({ db }: ShortLinkDoor["ctx"], code: string): Promise<Target | "unavailable" | null> {
  try {
    const [target] = await db.run<Target>(find, [code]);
    return target ?? null;
  } catch (error) {
    if (isDatabaseDown(error)) return "unavailable";
    throw error;
  }
}

/** The shopper is on the way already: a click that cannot be taken in is lost, and only the log hears of it. */
async function record(
  { headers }: IncomingMessage,
  code: string,
  { shopId }: Target,
  { clock, log }: ShortLinkDoor["ctx"],
  intake: ShortLinkDoor["intake"],
): Promise<void> {
  const purpose = headers["sec-purpose"] ?? headers["x-purpose"] ?? headers.purpose ?? null;
  const click = { code, userAgent: headers["user-agent"]?.slice(0, 512) ?? null, purpose };
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
