import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { createRequestHandler } from "@remix-run/node";
import { type ClientAddress, createRequestListener } from "@remix-run/node-fetch-server";
import { answerCallback, type CallbackDoor } from "#app/callbacks/receive";
import type { LoadContext } from "#app/load-context";
import { answerHealth, type HealthParts } from "#app/public/health";
import { answerShortLink, type ShortLinkDoor } from "#app/public/short-link";
import { answerSignUp, type SignUpDoor } from "#app/public/sign-up";
import { answerUnsubscribe, type UnsubscribeDoor } from "#app/public/unsubscribe";
import { staticFiles } from "#app/static-files";
import { answerWebhook, type WebhookDoor } from "#app/webhooks/receive";
import { answer } from "#platform/http/answer";
import { oddRequest } from "#platform/http/odd-request";
import { setSecurityHeaders } from "#platform/http/security-headers";
import type { Visitors } from "#platform/http/visitors";
import { isDatabaseDown } from "#platform/sql/db";
import { logFailure } from "./log-failure.ts";
import { setPagePolicy } from "./page-policy.ts";
import { readPostedForm } from "./posted-form.ts";

const TRY_AGAIN = { "Retry-After": "10" };

export interface HandlerParts {
  webhooks: WebhookDoor;
  callbacks: CallbackDoor;
  links: ShortLinkDoor;
  unsubscribe: UnsubscribeDoor;
  signUps: SignUpDoor;
  health: HealthParts;
  /** Counts what those who post to pages have under way, apart from the endpoints' own. */
  visitors: Visitors;
  /** What pages are handed; its address decides the scheme and host that Remix sees. */
  load: LoadContext;
  build: ServerBuild;
}

/**
 * Everything the web process answers, in order: the doors for machines, which must be fast and need no framework; the
 * client's files; then pages.
 */
export function createHandler(parts: HandlerParts): RequestListener {
  const { log, appUrl } = parts.load.cartbell;
  const files = staticFiles();
  const pages = pagesOf(parts);
  const isHttps = appUrl.startsWith("https:");
  return (request, response) => {
    setSecurityHeaders(response, { isHttps });
    const odd = oddRequest(request);
    if (odd) return answer(request, response, odd);
    const door = doorOf(request, response, parts);
    if (!door) return files(request, response, () => pages(request, response));
    door.catch((error: unknown) => {
      if (isDatabaseDown(error)) {
        log.warn({ err: error, path: pathOf(request) }, "a door could not use the database");
        if (!response.headersSent) answer(request, response, { status: 503, headers: TRY_AGAIN });
        return;
      }
      log.error({ err: error, path: pathOf(request) }, "a door failed");
      if (!response.headersSent) answer(request, response, { status: 500 });
    });
  };
}

function doorOf(request: IncomingMessage, response: ServerResponse, parts: HandlerParts): Promise<void> | null {
  const path = pathOf(request);
  if (path === "/webhooks") return answerWebhook(request, response, parts.webhooks);
  if (path.startsWith("/callbacks/")) return answerCallback(request, response, parts.callbacks);
  if (path === "/proxy/sign-up") return answerSignUp(request, response, parts.signUps);
  if (path.startsWith("/l/")) return answerShortLink(request, response, parts.links);
  if (path.startsWith("/u/")) return answerUnsubscribe(request, response, parts.unsubscribe);
  if (path === "/health/live" || path === "/health/ready") return answerHealth(request, response, parts.health);
  return null;
}

function pagesOf({ build, load, visitors }: HandlerParts): RequestListener {
  const { appUrl, log } = load.cartbell;
  const { host, protocol } = new URL(appUrl);
  const handle = createRequestHandler(build, "production");
  return createRequestListener(
    async (request: Request, client: ClientAddress) => {
      const posted = await takePosted(request, client.address, visitors);
      const answered = whenAnswered();
      try {
        // A context of its own for each request: app/authenticate.ts shares one authentication by it.
        const own = { ...load, refusal: posted.refusal, onAnswered: answered.add };
        return asPage(whenAway(await handle(posted.request, own), own));
      } finally {
        answered.end();
      }
    },
    {
      // Behind a proxy the socket knows neither; the app's public address does.
      host,
      protocol,
      onError: (error) => logFailure(log, error, {}, "a request failed"),
    },
  );
}

/** Collects what is to be done once a request is over. A loader may still be under way then: what it adds is done at once. */
function whenAnswered(): { add(work: () => void): void; end(): void } {
  const works: (() => void)[] = [];
  let isOver = false;
  return {
    add: (work) => (isOver ? work() : void works.push(work)),
    end() {
      isOver = true;
      for (const work of works) work();
    },
  };
}

/** An upload is read as it comes, by its page; any other body is a form. */
async function takePosted(request: Request, socketAddress: string, visitors: Visitors) {
  const { pathname } = new URL(request.url);
  if (/^\/subscribers\/import\/upload\/?$/.test(pathname)) return { request, refusal: null };
  const network = visitors.networkOf({
    headers: { "x-forwarded-for": request.headers.get("X-Forwarded-For") ?? undefined },
    socket: { remoteAddress: socketAddress },
  });
  const posted = await readPostedForm(request, network, visitors.bodies);
  return { request: posted.request, refusal: posted.kind === "refused" ? posted.refusal : null };
}

/** The headers of a thrown answer may be fixed, so they are copied. */
function asPage(response: Response): Response {
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return response;
  const headers = new Headers(response.headers);
  setPagePolicy(headers);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** A page that failed because the database is away says "try again" to machines, too. */
function whenAway(page: Response, { failedBecause }: LoadContext): Response {
  if (page.status !== 500 || !isDatabaseDown(failedBecause)) return page;
  const headers = new Headers(page.headers);
  for (const [name, value] of Object.entries(TRY_AGAIN)) headers.set(name, value);
  return new Response(page.body, { status: 503, headers });
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}
