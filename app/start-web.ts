import { openApi } from "#app/api/open";
import { stopAtOnce } from "#app/callbacks/stop-at-once";
import type { Screens } from "#app/pages/answer";
import { openPages } from "#app/pages/open";
import { type PagesThreadPlan, startPagesThread } from "#app/pages/start-thread";
import { openPixel } from "#app/public/pixel/open";
import { joinLimits, signUpLimits } from "#app/public/sign-up-limits";
import { openProcess } from "#boot/open-process";
import { watchOrders } from "#domain/control/processes/watch-orders";
import { createIntake } from "#domain/intake/accept";
import { tryWork } from "#domain/intake/try-work";
import { publishBacklog } from "#domain/operations/metrics/publish-backlog";
import { thisProcess } from "#domain/operations/processes/beat";
import { startHeart } from "#domain/operations/processes/heart";
import { measureLoad } from "#domain/operations/processes/measure-load";
import { buildOf } from "#platform/build";
import type { Config } from "#platform/config";
import { watchReadiness } from "#platform/http/readiness";
import { createRefusalCounter } from "#platform/http/refusal-counter";
import { serve } from "#platform/http/serve";
import { visitorLimit } from "#platform/http/visitor-limit";
import { createVisitors } from "#platform/http/visitors";
import { watchForwarding } from "#platform/http/watch-forwarding";
import { connectDb } from "#platform/sql/db";
import { createHandler } from "./handler.ts";

/** Visits of one link that are written down: a person, a preview or two and a scanner. The others are redirected all the same. */
const CLICKS_PER_CODE_AND_MINUTE = 10;

/** A store at its peak opens some hundreds. */
const CONNECTIONS_PER_ADDRESS = 1_024;

/** Of the first thread, for its heartbeat, when pages have a thread with connections of their own. */
const OWN_CONNECTIONS = 2;

export interface Web {
  /** http://host:port of the listening socket. */
  url: string;
  /**
   * Says that it is about to stop, and goes on answering: /health/ready is 503 from now on, and every answer ends its
   * connection, so that balancers and their kept connections go elsewhere. Call `stop` when they have had the time.
   */
  drain(): void;
  /** Resolves when an operator has told it to restart. Do then as after SIGTERM. */
  restartAsked: Promise<void>;
  /** Takes no more requests, finishes those under way and what they put into intake, then lets go of everything. */
  stop(): Promise<void>;
}

/**
 * Starts the web process with one of everything: context, providers, endpoints and pages. Pages have a thread of their own, so
 * that none of them keeps a STOP waiting, unless their build is given and not its address.
 */
export async function startWeb(config: Config, pages: Screens | PagesThreadPlan): Promise<Web> {
  const hasThread = pages.build instanceof URL;
  const { ctx, redis, providers, close } = await openProcess(
    hasThread ? { ...config, DATABASE_POOL: OWN_CONNECTIONS } : config,
    "web",
  );
  const { listener, endStreams, stop: stopPages } = await startPages();
  // Connections of their own: however many pages wait for the others, a STOP is taken in.
  const endpointDb = connectDb(config.DATABASE_URL, { connections: config.DATABASE_ENDPOINT_POOL, name: "endpoints" });
  const endpointCtx = { ...ctx, db: endpointDb };
  const intake = createIntake(endpointCtx, { onInbound: stopAtOnce(ctx, providers) });
  const refused = createRefusalCounter(ctx.log);
  const visitors = createVisitors(config.TRUSTED_PROXIES);
  const endpoints = { intake, refused, visitors };
  const pixel = openPixel(ctx, { databaseUrl: config.DATABASE_URL, refused, visitors });
  const api = openApi(ctx, {
    ...{ databaseUrl: config.DATABASE_URL, connections: config.DATABASE_ENDPOINT_POOL },
    ...{ redis, refused, visitors },
  });
  const self = thisProcess("web", [], buildOf(config));
  const load = measureLoad();
  let isDraining = false;
  const heart = startHeart(ctx, self, {
    condition: () => ({ state: isDraining ? "draining" : "running", load: load() }),
  });
  const stopPublishing = publishBacklog(ctx);
  const handler = createHandler({
    webhooks: { ...endpoints, secret: config.SHOPIFY_API_SECRET },
    callbacks: { ...endpoints, providers, appUrl: ctx.appUrl },
    helpDesks: { ctx: endpointCtx, refused, visitors },
    links: { ctx: endpointCtx, intake, visitors, limit: visitorLimit(CLICKS_PER_CODE_AND_MINUTE) },
    unsubscribe: { ctx: endpointCtx },
    signUps: { ...endpoints, ctx: endpointCtx, secret: config.SHOPIFY_API_SECRET, limits: signUpLimits() },
    join: { ...endpoints, ctx: endpointCtx, limits: joinLimits() },
    pixel: pixel.endpoint,
    api: api.endpoint,
    health: {
      readiness: watchReadiness({ tryWork: () => tryWork(endpointCtx, self), redis }),
      isDraining: () => isDraining,
      unserved: heart.unserved,
      backlog: intake.backlog,
      refused: refused.read,
      token: config.HEALTH_TOKEN ?? null,
    },
    metricsToken: config.METRICS_TOKEN ?? null,
    pages: listener,
    log: ctx.log,
    appUrl: ctx.appUrl,
  });
  const watch = watchForwarding(config.TRUSTED_PROXIES, ctx.log);
  const watched: typeof handler = (request, response) => {
    watch(request);
    handler(request, response);
  };
  const server = await serve(watched, {
    host: config.HOST,
    port: config.PORT,
    // Behind a proxy all connections are the proxy's.
    ...(config.TRUSTED_PROXIES === 0 && { connectionsPerAddress: CONNECTIONS_PER_ADDRESS }),
  });
  const restart = Promise.withResolvers<void>();
  const orders = watchOrders(ctx, self, ({ told }) => {
    isDraining = told !== null;
    if (isDraining) server.drain();
    else server.undrain();
    if (told === "restart") restart.resolve();
    void heart.beat();
  });
  ctx.log.info({ url: server.url, appUrl: ctx.appUrl }, "web process is up");

  async function startPages() {
    if (!(pages.build instanceof URL)) {
      const here = openPages({ config, ctx, providers, screens: { ...pages, build: pages.build } });
      return { ...here, stop: async () => {} };
    }
    const visitors = createVisitors(config.TRUSTED_PROXIES);
    return startPagesThread({ ...pages, build: pages.build }, { log: ctx.log, visitors });
  }

  return {
    url: server.url,
    restartAsked: restart.promise,
    drain() {
      isDraining = true;
      server.drain();
    },
    async stop() {
      await orders.stop();
      endStreams();
      await server.close();
      stopPublishing();
      await stopPages();
      await heart.stop();
      await intake.close();
      await pixel.close();
      await api.close();
      refused.close();
      await endpointDb.close();
      await close();
      ctx.log.info("web process has stopped");
    },
  };
}
