import { afterAll, beforeEach } from "vitest";
import { answerCallback } from "#app/callbacks/receive";
import { stopAtOnce } from "#app/callbacks/stop-at-once";
import { answerJoin } from "#app/public/join/join";
import { openPixel } from "#app/public/pixel/open";
import { answerPixel } from "#app/public/pixel/receive";
import { answerShortLink } from "#app/public/short-link";
import { answerSignUp } from "#app/public/sign-up";
import { joinLimits, signUpLimits } from "#app/public/sign-up-limits";
import { answerUnsubscribe } from "#app/public/unsubscribe";
import { answerWebhook } from "#app/webhooks/receive";
import { createIntake } from "#domain/intake/accept";
import type { Provider } from "#domain/messages/delivery/provider";
import { createRefusalCounter } from "#platform/http/refusal-counter";
import { serve } from "#platform/http/serve";
import { visitorLimit } from "#platform/http/visitor-limit";
import { createVisitors } from "#platform/http/visitors";
import { aContext, type TestContext } from "../factories/context.ts";
import { emptyDatabase, testDatabaseUrl } from "../setup/per-worker.ts";

export interface EndpointServer {
  ctx: TestContext;
  url: string;
  /** What was counted and not stored. */
  counted: () => Record<string, number>;
  stored: () => ReturnType<TestContext["db"]["everyShop"]["intake"]["findMany"]>;
}

export const SECRET = "shopify-secret";
/** Of before the rotation, and not revoked yet. */
export const OLD_SECRET = "shopify-secret-of-before";
/** The public address that providers know and sign; the socket's own is another. */
export const APP_URL = "https://app.test";

/** The endpoints of the web process on a socket of their own, with a real intake behind them. Call it at a file's top. */
export async function openEndpoints(
  providers: Record<string, Provider> = {},
  visitors = createVisitors(1),
): Promise<EndpointServer> {
  const ctx = aContext();
  const intake = createIntake(ctx, { onInbound: stopAtOnce(ctx, providers) });
  const refused = createRefusalCounter(ctx.log);
  const endpoints = { intake, refused, visitors };
  const [limits, joining] = [signUpLimits(), joinLimits()];
  const clicks = visitorLimit(10);
  const pixel = openPixel(ctx, { databaseUrl: testDatabaseUrl(), refused, visitors });
  const server = await serve(
    (request, response) => {
      const path = request.url ?? "";
      if (path.startsWith("/callbacks/"))
        return answerCallback(request, response, { ...endpoints, providers, appUrl: APP_URL });
      if (path.startsWith("/l/")) return answerShortLink(request, response, { ctx, intake, visitors, limit: clicks });
      if (path === "/pixel") return answerPixel(request, response, pixel.endpoint);
      if (path.startsWith("/j/")) return answerJoin(request, response, { ...endpoints, ctx, limits: joining });
      if (path.startsWith("/u/")) return answerUnsubscribe(request, response, { ctx });
      if (path.startsWith("/proxy/"))
        return answerSignUp(request, response, { ...endpoints, ctx, secret: [SECRET, OLD_SECRET], limits });
      return answerWebhook(request, response, { ...endpoints, secret: [SECRET, OLD_SECRET] });
    },
    { host: "127.0.0.1", port: 0 },
  );
  beforeEach(emptyDatabase);
  afterAll(async () => {
    await server.close();
    await intake.close();
    await pixel.close();
    refused.close();
  });
  return {
    ctx,
    url: server.url,
    counted: refused.read,
    stored: () => ctx.db.everyShop.intake.findMany({ orderBy: { id: "asc" } }),
  };
}
