import type { ServerBuild } from "@remix-run/node";
import { stopAtOnce } from "#app/callbacks/stop-at-once";
import { createHandler } from "#app/handler";
import { signUpLimits } from "#app/public/sign-up-limits";
import { visitorLimit } from "#app/public/visitor-limit";
import { createTurns } from "#app/request-limits";
import { createShopifyServer } from "#app/shopify.server";
import type { Context } from "#domain/context";
import { installShop } from "#domain/installations/install";
import { createIntake } from "#domain/intake/accept";
import { tryWork } from "#domain/intake/try-work";
import { openContext } from "#domain/open-context";
import { thisProcess } from "#domain/operations/processes/beat";
import { startHeart } from "#domain/operations/processes/heart";
import type { Config } from "#platform/config";
import { watchReadiness } from "#platform/http/readiness";
import { serve } from "#platform/http/serve";
import { createTally } from "#platform/http/tally";
import { createVisitors } from "#platform/http/visitors";
import { connectDb } from "#platform/sql/db";
import { providersFrom } from "#providers/registry";
import { refreshingSessionStorage, tokenKeeper } from "#shopify/access-token";
import { connectShopify } from "#shopify/api";
import { sealedSessionStorage } from "#shopify/session-storage";
import { connectSimulatedStore } from "#shopify/simulator";
import { tokenCipher } from "#shopify/token-cipher";

/** Visits of one link that are written down: a person, a preview or two and a scanner. The others are redirected all the same. */
const CLICKS_PER_CODE_AND_MINUTE = 10;

/** A store at its peak opens some hundreds. */
const CONNECTIONS_PER_ADDRESS = 1_024;

export interface Web {
  /** http://host:port of the listening socket. */
  url: string;
  /**
   * Says that it is about to stop, and goes on answering: /health/ready is 503 from now on, and every answer ends its
   * connection, so that balancers and their kept connections go elsewhere. Call `stop` when they have had the time.
   */
  drain(): void;
  /** Takes no more requests, finishes those under way and what they put into intake, then lets go of everything. */
  stop(): Promise<void>;
}

/** Starts the web process with one of everything: context, providers, Shopify, doors and pages. */
export async function startWeb(config: Config, build: ServerBuild): Promise<Web> {
  const { ctx, redis, close } = await openContext(config, "web");
  const providers = providersFrom({
    twilio: {
      accountSid: config.TWILIO_ACCOUNT_SID,
      authToken: config.TWILIO_AUTH_TOKEN,
      apiUrl: config.TWILIO_API_URL,
    },
  });
  const shopify = openShopify(config, ctx);
  // Connections of their own: however many pages wait for the others, a STOP is taken in.
  const endpointDb = connectDb(config.DATABASE_URL, { connections: config.DATABASE_ENDPOINT_POOL });
  const endpointCtx = { ...ctx, db: endpointDb };
  const intake = createIntake(endpointCtx, { onInbound: stopAtOnce(ctx, providers) });
  const refused = createTally(ctx.log);
  const visitors = createVisitors(config.TRUSTED_PROXIES);
  const doors = { intake, refused, visitors };
  const self = thisProcess("web");
  const heart = startHeart(ctx, self);
  let isDraining = false;
  const handler = createHandler({
    webhooks: { ...doors, secret: config.SHOPIFY_API_SECRET },
    callbacks: { ...doors, providers, appUrl: ctx.appUrl },
    links: { ctx: endpointCtx, intake, limit: visitorLimit(CLICKS_PER_CODE_AND_MINUTE) },
    unsubscribe: { ctx: endpointCtx },
    signUps: { ...doors, ctx: endpointCtx, secret: config.SHOPIFY_API_SECRET, limits: signUpLimits() },
    visitors: createVisitors(config.TRUSTED_PROXIES),
    health: {
      readiness: watchReadiness({ tryWork: () => tryWork(endpointCtx, self), redis }),
      isDraining: () => isDraining,
      unserved: heart.unserved,
      backlog: intake.backlog,
      refused: refused.read,
      token: config.HEALTH_TOKEN ?? null,
    },
    load: {
      cartbell: ctx,
      providers,
      apiKey: config.SHOPIFY_API_KEY,
      ...shopify,
      turns: createTurns(config.DATABASE_POOL),
    },
    build,
  });
  const server = await serve(handler, {
    host: config.HOST,
    port: config.PORT,
    // Behind a proxy all connections are the proxy's.
    ...(config.TRUSTED_PROXIES === 0 && { connectionsPerAddress: CONNECTIONS_PER_ADDRESS }),
  });
  ctx.log.info({ url: server.url, appUrl: ctx.appUrl }, "web process is up");

  return {
    url: server.url,
    drain() {
      isDraining = true;
      server.drain();
    },
    async stop() {
      await server.close();
      await heart.stop();
      await intake.close();
      refused.close();
      await Promise.all(Object.values(providers).map((provider) => provider.close()));
      await endpointDb.close();
      await close();
      ctx.log.info("web process has stopped");
    },
  };
}

function openShopify(config: Config, ctx: Context) {
  const credentials = {
    apiKey: config.SHOPIFY_API_KEY,
    apiSecret: config.SHOPIFY_API_SECRET,
    appUrl: config.SHOPIFY_APP_URL,
  };
  const cipher = tokenCipher(config.ENCRYPTION_KEYS);
  const keeper = tokenKeeper({ db: ctx.db, cipher, api: connectShopify(credentials) });
  const sessionStorage = refreshingSessionStorage(sealedSessionStorage(ctx.db.prisma, cipher), keeper);
  const shopify = createShopifyServer({
    ...credentials,
    sessionStorage,
    log: ctx.log,
    onInstalled: async ({ shop }) => {
      await installShop(ctx, shop);
    },
  });
  // After the library's adapters, which set the same hook.
  const simulator = config.SHOPIFY_SIMULATOR_URL ? connectSimulatedStore(config.SHOPIFY_SIMULATOR_URL) : null;
  return { shopify, simulator };
}
