import "@shopify/shopify-app-remix/adapters/node";
import { AppDistribution, type Session, shopifyApp } from "@shopify/shopify-app-remix/server";
import { type AppCredentials, apiVersion } from "#shopify/api";
import { scopes } from "#shopify/scopes";
import type { SessionStorage } from "#shopify/session-storage";

export type ShopifyServer = ReturnType<typeof createShopifyServer>;

export interface ShopifyServerParts extends AppCredentials {
  sessionStorage: SessionStorage;
  /** Runs after each token exchange: the app was installed, installed again, or its token had been lost. */
  onInstalled: (session: Session) => Promise<void>;
}

/**
 * Shopify's way of authenticating an embedded app: session tokens from App Bridge, exchanged for an expiring offline
 * token when none is stored. Installation and scopes are managed by Shopify from shopify.app.toml.
 */
export function createShopifyServer({ apiKey, apiSecret, appUrl, sessionStorage, onInstalled }: ShopifyServerParts) {
  return shopifyApp({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion,
    scopes,
    appUrl,
    authPathPrefix: "/auth",
    sessionStorage,
    distribution: AppDistribution.AppStore,
    logger: { level: 1 }, // warnings
    hooks: { afterAuth: ({ session }) => onInstalled(session) },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
}
