import type { Config } from "#platform/config";
import type { Db } from "#platform/sql/db";
import { tokenCipher } from "#platform/token-cipher";
import { accessTokenFor, refuseAccessToken, tokenKeeper } from "#shopify/access-token";
import { type AdminClient, adminClient } from "#shopify/admin-client";
import { connectShopify } from "#shopify/api";
import { connectSimulatedStore } from "#shopify/simulator";

/** The Admin API for background work, with tokens that web and workers refresh by one way. */
export function connectAdminApi(config: Config, db: Db): AdminClient {
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret, SHOPIFY_APP_URL: appUrl } = config;
  const api = connectShopify({ apiKey, apiSecret, appUrl });
  const keeper = tokenKeeper({ db, cipher: tokenCipher(config.ENCRYPTION_KEYS), api });
  // After the library's adapter, which sets the same hook.
  if (config.SHOPIFY_SIMULATOR_URL) connectSimulatedStore(config.SHOPIFY_SIMULATOR_URL);
  return adminClient({
    accessToken: async (shopDomain) => {
      const token = await accessTokenFor(keeper, shopDomain);
      return token.kind === "token" ? token.accessToken : null;
    },
    refuse: (shopDomain, accessToken) => refuseAccessToken(keeper, shopDomain, accessToken),
  });
}
