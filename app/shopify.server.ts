import "@shopify/shopify-app-remix/adapters/node";
import { AppDistribution, LogSeverity, type Session, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { Log } from "#platform/log";
import { type AppCredentials, apiVersion } from "#shopify/api";
import { type ClientSecret, secretsIn, signatureCheck } from "#shopify/client-secret";
import { scopes } from "#shopify/scopes";
import type { SessionStorage } from "#shopify/session-storage";

export type ShopifyServer = ReturnType<typeof createShopifyServer>;

export interface ShopifyServerParts extends AppCredentials {
  sessionStorage: SessionStorage;
  /** Runs after each token exchange: the app was installed, installed again, or its token had been lost. */
  onInstalled: (session: Session) => Promise<void>;
  log: Log;
}

/**
 * Shopify's way of authenticating an embedded app: session tokens from App Bridge, exchanged for an expiring offline
 * token when none is stored. Installation and scopes are managed by Shopify from shopify.app.toml. While the client secret
 * is rotated, a request is answered with the secret that signed its session token.
 */
export function createShopifyServer(parts: ShopifyServerParts) {
  const apps = secretsIn(parts.apiSecret).map((secret) => ({ secret, app: appWith(secret, parts) }));
  const [newest] = apps;
  if (!newest) throw new Error("The app has no client secret.");
  const signerOf = (request: Request) =>
    apps.length === 1 ? newest : (apps.find(({ secret }) => isTokenBy(secret, tokenIn(request))) ?? newest);
  const { authenticate } = newest.app;
  return {
    ...newest.app,
    authenticate: { ...authenticate, admin: (request: Request) => signerOf(request).app.authenticate.admin(request) },
  };
}

function appWith(apiSecretKey: string, { apiKey, appUrl, sessionStorage, onInstalled, log }: ShopifyServerParts) {
  return shopifyApp({
    apiKey,
    apiSecretKey,
    apiVersion,
    scopes,
    appUrl,
    authPathPrefix: "/auth",
    sessionStorage,
    distribution: AppDistribution.AppStore,
    // Warnings and worse, by our own log: what the library quotes of a request is masked and stays one line.
    logger: { level: LogSeverity.Warning, log: async (severity, message) => logAs(log, severity, message) },
    hooks: { afterAuth: ({ session }) => onInstalled(session) },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
}

function logAs(log: Log, severity: LogSeverity, message: string): void {
  if (severity === LogSeverity.Error) log.error({ library: "shopify" }, message);
  else log.warn({ library: "shopify" }, message);
}

/** App Bridge puts it into a header; the admin puts it into the address of a page that it opens. */
export function tokenIn(request: Request): string {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1];
  return bearer ?? new URL(request.url).searchParams.get("id_token") ?? "";
}

/** A JSON web token is its head, its claims and the signature of both, each in base64url. */
function isTokenBy(secret: ClientSecret, token: string): boolean {
  const end = token.lastIndexOf(".");
  if (end === -1) return false;
  const check = signatureCheck(secret);
  check.update(token.slice(0, end));
  return check.isBy(Buffer.from(token.slice(end + 1), "base64url"));
}
