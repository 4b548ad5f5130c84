import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, HttpResponseError, InvalidJwtError, shopifyApi } from "@shopify/shopify-api";
import { type ClientSecret, secretsIn } from "./client-secret.ts";
import { scopes } from "./scopes.ts";

/** The Admin API's version everywhere: here, in shopify.app.toml and in the schema our operations are tested against. */
export const apiVersion = ApiVersion.October26;

export interface AppCredentials {
  apiKey: string;
  apiSecret: ClientSecret;
  /** No slash at the end. */
  appUrl: string;
}

export type ShopifyApi = ReturnType<typeof shopifyApi>;

/** The library without a web framework around it: for workers, and for what web and workers do alike. */
export function connectShopify(credentials: AppCredentials): ShopifyApi {
  const [newest, ...older] = secretsIn(credentials.apiSecret).map((secret) => connectWith(secret, credentials));
  if (!newest) throw new Error("The app has no client secret.");
  const refreshToken: ShopifyApi["auth"]["refreshToken"] = (params) =>
    withFirstKnown([newest, ...older].map((api) => () => api.auth.refreshToken(params)));
  const tokenExchange: ShopifyApi["auth"]["tokenExchange"] = (params) =>
    withFirstKnown([newest, ...older].map((api) => () => api.auth.tokenExchange(params)));
  return { ...newest, auth: { ...newest.auth, refreshToken, tokenExchange } };
}

function connectWith(apiSecretKey: string, { apiKey, appUrl }: AppCredentials) {
  const { host, protocol } = new URL(appUrl);
  return shopifyApi({
    apiKey,
    apiSecretKey,
    apiVersion,
    scopes,
    hostName: host,
    hostScheme: protocol === "https:" ? "https" : "http",
    isEmbeddedApp: true,
    logger: { level: 1 }, // warnings; what the library says at "info" is one line a request
    future: { unstable_managedPricingSupport: true },
  });
}

/** A secret that the store does not know yet, or no longer, is passed over for the next. */
async function withFirstKnown<Answer>([first, ...rest]: (() => Promise<Answer>)[]): Promise<Answer> {
  if (!first) throw new Error("The app has no client secret.");
  try {
    return await first();
  } catch (error) {
    if (rest.length === 0 || !isUnknownSecret(error)) throw error;
    return withFirstKnown(rest);
  }
}

function isUnknownSecret(error: unknown): boolean {
  // A session token is read with the secret at hand before the store is asked.
  if (error instanceof InvalidJwtError) return true;
  if (!(error instanceof HttpResponseError)) return false;
  const body: unknown = error.response.body;
  return typeof body === "object" && body !== null && "error" in body && body.error === "invalid_client";
}
