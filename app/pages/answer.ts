import type { RequestListener } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { createRequestHandler } from "@remix-run/node";
import { type ClientAddress, createRequestListener } from "@remix-run/node-fetch-server";
import type { LoadContext } from "#app/load-context";
import { logFailure } from "#app/log-failure";
import { setPagePolicy } from "#app/page-policy";
import { readPostedForm } from "#app/posted-form";
import { type Middleware, staticFiles } from "#app/static-files";
import { TRY_AGAIN } from "#app/try-again";
import { createSlowRefusals } from "#platform/http/slow-refusals";
import type { Visitors } from "#platform/http/visitors";
import { isDatabaseDown } from "#platform/sql/db";

/** Of one shop, told to wait: who comes back sooner waits here. A merchant at work meets none of this. */
const REFUSALS = {
  ...{ mostAtOnce: 10, windowMs: 10_000, holdMs: 3_000 },
  ...{ mostHeldPerVisitor: 200, mostHeldInAll: 2_000 },
};

export interface PageParts {
  /** Counts what those who post to pages have under way, apart from the endpoints' own. */
  visitors: Visitors;
  /** What pages are handed; its address decides the scheme and host that Remix sees. */
  load: LoadContext;
  screens: Screens;
}

/** What there is to see. */
export interface Screens {
  /** A function is asked at each request: in development each change makes it again. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  mode?: "production" | "development";
  /** Those of build/client when absent. */
  files?: Middleware;
}

/** Answers with the client's files and the merchants' pages. */
export function answerPages({ screens, load, visitors }: PageParts): RequestListener {
  const { appUrl, log } = load.cartbell;
  const { host, protocol } = new URL(appUrl);
  const { build, mode = "production", files = staticFiles() } = screens;
  const handle = createRequestHandler(build, mode);
  const refusals = createSlowRefusals(REFUSALS);
  const pages = createRequestListener(
    async (request: Request, client: ClientAddress) => {
      const { page, askedBy } = await answerOne(request, client);
      if (page.status === 429) await refusals.hold(askedBy, request.signal);
      return page;
    },
    {
      // Behind a proxy the socket knows neither; the app's public address does.
      host,
      protocol,
      onError: (error) => logFailure(log, error, {}, "a request failed"),
    },
  );

  async function answerOne(request: Request, client: ClientAddress) {
    const posted = await takePosted(request, client.address, visitors);
    const answered = whenAnswered();
    try {
      // A context of its own for each request: app/authenticate.ts shares one authentication by it.
      const own = {
        ...load,
        ...{ shopId: null as string | null, refusal: posted.refusal },
        ...{ network: posted.network, onAnswered: answered.add },
      };
      const page = asPage(whenAway(await handle(posted.request, own), own));
      return { page, askedBy: own.shopId ?? posted.network };
    } finally {
      answered.end();
    }
  }

  return (request, response) => files(request, response, () => pages(request, response));
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
  const network = visitors.networkOf({
    headers: { "x-forwarded-for": request.headers.get("X-Forwarded-For") ?? undefined },
    socket: { remoteAddress: socketAddress },
  });
  const { pathname } = new URL(request.url);
  if (/^\/subscribers\/import\/upload\/?$/.test(pathname)) return { request, network, refusal: null };
  const posted = await readPostedForm(request, network, visitors.bodies);
  return { request: posted.request, network, refusal: posted.kind === "refused" ? posted.refusal : null };
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
