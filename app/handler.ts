import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type ApiEndpoint, answerApi } from "#app/api/receive";
import { answerCallback, type CallbackEndpoint } from "#app/callbacks/receive";
import { answerHelpDesk, type HelpDeskEndpoint } from "#app/help-desks/receive";
import { answerHealth, type HealthParts } from "#app/public/health";
import { answerJoin, type JoinEndpoint } from "#app/public/join/join";
import { answerPixel, type PixelEndpoint } from "#app/public/pixel/receive";
import { answerShortLink, type ShortLinkEndpoint } from "#app/public/short-link";
import { answerSignUp, type SignUpEndpoint } from "#app/public/sign-up";
import { answerUnsubscribe, type UnsubscribeEndpoint } from "#app/public/unsubscribe";
import { answerWebhook, type WebhookEndpoint } from "#app/webhooks/receive";
import { answer } from "#platform/http/answer";
import { oddRequest } from "#platform/http/odd-request";
import { setSecurityHeaders } from "#platform/http/security-headers";
import type { Log } from "#platform/log";
import { isDatabaseDown } from "#platform/sql/db";
import { answerMetrics } from "#platform/telemetry/metrics/expose";
import { timeRequest } from "#platform/telemetry/metrics/time-request";
import { TRY_AGAIN } from "./try-again.ts";

export interface HandlerParts {
  webhooks: WebhookEndpoint;
  callbacks: CallbackEndpoint;
  helpDesks: HelpDeskEndpoint;
  links: ShortLinkEndpoint;
  unsubscribe: UnsubscribeEndpoint;
  signUps: SignUpEndpoint;
  join: JoinEndpoint;
  pixel: PixelEndpoint;
  api: ApiEndpoint;
  health: HealthParts;
  /** Who sends it as a bearer token may read /metrics from anywhere. */
  metricsToken: string | null;
  /** Answers everything else: the client's files and the merchants' pages. */
  pages: RequestListener;
  log: Log;
  /** The app's public address. */
  appUrl: string;
}

/**
 * Everything the web process answers, in order: the endpoints for machines, which must be fast and need no framework; the
 * client's files; then pages.
 */
export function createHandler(parts: HandlerParts): RequestListener {
  const { log, appUrl } = parts;
  const isHttps = appUrl.startsWith("https:");
  return (request, response) => {
    setSecurityHeaders(response, { isHttps });
    timeRequest(response, endpointNameOf(pathOf(request)));
    const odd = oddRequest(request);
    if (odd) return answer(request, response, odd);
    const endpoint = endpointOf(request, response, parts);
    if (!endpoint) return parts.pages(request, response);
    endpoint.catch((error: unknown) => {
      if (isDatabaseDown(error)) {
        log.warn({ err: error, path: pathOf(request) }, "an endpoint could not use the database");
        if (!response.headersSent) answer(request, response, { status: 503, headers: TRY_AGAIN });
        return;
      }
      log.error({ err: error, path: pathOf(request) }, "an endpoint failed");
      if (!response.headersSent) answer(request, response, { status: 500 });
    });
  };
}

function endpointOf(request: IncomingMessage, response: ServerResponse, parts: HandlerParts): Promise<void> | null {
  const path = pathOf(request);
  if (path === "/webhooks") return answerWebhook(request, response, parts.webhooks);
  if (path.startsWith("/callbacks/")) return answerCallback(request, response, parts.callbacks);
  if (path.startsWith("/help-desks/")) return answerHelpDesk(request, response, parts.helpDesks);
  if (path === "/proxy/sign-up") return answerSignUp(request, response, parts.signUps);
  if (path === "/pixel") return answerPixel(request, response, parts.pixel);
  if (path.startsWith("/api/")) return answerApi(request, response, parts.api);
  if (path.startsWith("/l/")) return answerShortLink(request, response, parts.links);
  if (path.startsWith("/j/")) return answerJoin(request, response, parts.join);
  if (path.startsWith("/u/")) return answerUnsubscribe(request, response, parts.unsubscribe);
  if (path === "/health/live" || path === "/health/ready") return answerHealth(request, response, parts.health);
  if (path === "/metrics") return answerMetrics(request, response, parts.metricsToken);
  return null;
}

/** For the metrics: a closed set, whatever is asked for. */
function endpointNameOf(path: string): string {
  if (path === "/webhooks") return "webhook";
  if (path.startsWith("/callbacks/")) return "callback";
  if (path.startsWith("/help-desks/")) return "help-desk";
  if (path === "/proxy/sign-up") return "sign-up";
  if (path === "/pixel") return "pixel";
  if (path.startsWith("/api/")) return "api";
  if (path.startsWith("/l/")) return "short-link";
  if (path.startsWith("/j/")) return "join";
  if (path.startsWith("/u/")) return "unsubscribe";
  if (path.startsWith("/health/")) return "health";
  // Streams stay open for minutes.
  if (path === "/inbox/live") return "live";
  return path === "/metrics" ? "metrics" : "page";
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}
