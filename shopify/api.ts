import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import { scopes } from "#shopify/scopes";

/** The Admin API's version everywhere: here, in shopify.app.toml and in the schema our operations are tested against. */
export const apiVersion = ApiVersion.October26;

export interface AppCredentials {
  apiKey: string;
  apiSecret: string;
  /** No slash at the end. */
  appUrl: string;
}

export type ShopifyApi = ReturnType<typeof shopifyApi>;

/** The library without a web framework around it: for workers, and for what web and workers do alike. */
export function connectShopify({ apiKey, apiSecret, appUrl }: AppCredentials): ShopifyApi {
  const { host, protocol } = new URL(appUrl);
  return shopifyApi({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion,
    scopes,
    hostName: host,
    hostScheme: protocol === "https:" ? "https" : "http",
    isEmbeddedApp: true,
    logger: { level: 1 }, // warnings; what the library says at "info" is one line a request
    future: { unstable_managedPricingSupport: true },
  });
}
