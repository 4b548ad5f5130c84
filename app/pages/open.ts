import type { RequestListener } from "node:http";
import { createLiveStreams } from "#app/inbox/live/live-streams";
import { createTurns } from "#app/request-limits";
import { createShopifyServer } from "#app/shopify.server";
import type { Context } from "#domain/context";
import { installShop } from "#domain/installations/install";
import type { Provider } from "#domain/messages/delivery/provider";
import { openOperations } from "#operations/context";
import { singleSignOnOf } from "#operations/login/oidc/single-sign-on";
import type { Config } from "#platform/config";
import { createVisitors } from "#platform/http/visitors";
import { type TokenCipher, tokenCipher } from "#platform/token-cipher";
import { refreshingSessionStorage, tokenKeeper } from "#shopify/access-token";
import { connectShopify } from "#shopify/api";
import { askPersonBy } from "#shopify/ask-person";
import { sealedSessionStorage } from "#shopify/session-storage";
import { connectSimulatedStore } from "#shopify/simulator";
import { answerPages, type Screens } from "./answer.ts";

export interface OpenPages {
  config: Config;
  ctx: Context;
  providers: Record<string, Provider>;
  screens: Screens;
}

export interface Pages {
  listener: RequestListener;
  /** Ends what would not end by itself, before the process stops: the inbox's live streams. */
  endStreams(): void;
}

/** The pages of Remix's build, connected with Shopify; what they need lives as long as the context and the providers. */
export function openPages({ config, ctx, providers, screens }: OpenPages): Pages {
  const cipher = tokenCipher(config.ENCRYPTION_KEYS);
  const streams = createLiveStreams();
  const listener = answerPages({
    visitors: createVisitors(config.TRUSTED_PROXIES),
    load: {
      cartbell: ctx,
      providers,
      apiKey: config.SHOPIFY_API_KEY,
      ...openShopify(config, ctx, cipher),
      operations: openOperations(cipher, singleSignOnOf(config)),
      turns: createTurns(config.DATABASE_POOL),
      streams,
    },
    screens,
  });
  return { listener, endStreams: streams.end };
}

function openShopify(config: Config, ctx: Context, cipher: TokenCipher) {
  const credentials = {
    apiKey: config.SHOPIFY_API_KEY,
    apiSecret: config.SHOPIFY_API_SECRET,
    appUrl: config.SHOPIFY_APP_URL,
  };
  const api = connectShopify(credentials);
  const keeper = tokenKeeper({ db: ctx.db, cipher, api });
  const sessionStorage = refreshingSessionStorage(sealedSessionStorage(ctx.db, cipher), keeper);
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
  return { shopify, simulator, askPerson: askPersonBy(api, ctx.log) };
}
