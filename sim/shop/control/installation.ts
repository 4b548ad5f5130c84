import { z } from "zod";
import { bucketOf } from "../graphql/endpoint.ts";
import { json, type Route, route } from "../http.ts";
import { changeScopes, installApp, uninstallApp } from "../installs/install.ts";
import { launchParameters, launchUrl } from "../installs/launch.ts";
import { sendPrivacyTopics } from "../installs/privacy.ts";
import { staffUsers } from "../installs/staff.ts";
import { expireAccessTokens, revokeTokens } from "../installs/tokens.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, shopNamed } from "../store.ts";
import { bodyAs, customerById } from "./answers.ts";

const privacyBody = z.object({
  topics: z.array(z.enum(["customers/data_request", "customers/redact", "shop/redact"])).optional(),
  customerId: z.coerce.string().optional(),
});

/** Installing and removing the app, its tokens, and the way a script opens it as the admin would. */
export function installationRoutes(store: Store): Route[] {
  const did = (path: string, act: (shop: Shop) => void): Route =>
    route("POST", `/control/:shop/${path}`, (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      act(shop);
      json(exchange.response, installationRecord(shop));
    });

  return [
    route("GET", "/control/:shop/installation", (exchange) => {
      json(exchange.response, installationRecord(shopNamed(store, exchange.param("shop"))));
    }),
    did("install", (shop) => installApp(store, shop)),
    did("uninstall", (shop) => uninstallApp(store, shop)),
    did("tokens/expire", (shop) => expireAccessTokens(store, shop)),
    did("tokens/revoke", (shop) => revokeTokens(store, shop)),
    route("POST", "/control/:shop/sign-in", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { staffId } = await bodyAs(exchange, z.object({ staffId: z.string() }));
      shop.installation.signedIn = staffId;
      json(exchange.response, staffUsers[staffId] ?? null);
    }),
    route("POST", "/control/:shop/throttle", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { available } = await bodyAs(exchange, z.object({ available: z.number().min(0).default(0) }));
      bucketOf(shop).set(available);
      json(exchange.response, bucketOf(shop).status());
    }),
    route("POST", "/control/:shop/scopes", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { scopes } = await bodyAs(exchange, z.object({ scopes: z.array(z.string()) }));
      changeScopes(store, shop, scopes);
      json(exchange.response, installationRecord(shop));
    }),
    route("POST", "/control/:shop/privacy", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { topics, customerId } = await bodyAs(exchange, privacyBody);
      const customer = customerId ? customerById(shop, customerId) : null;
      json(exchange.response, { sent: sendPrivacyTopics(store, shop, { customer, ...(topics && { topics }) }) });
    }),
    route("GET", "/control/:shop/session-token", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const parameters = Object.fromEntries(launchParameters(store, shop));
      const path = exchange.url.searchParams.get("path") ?? "";
      json(exchange.response, {
        sessionToken: parameters.id_token,
        parameters,
        launchUrl: launchUrl(store, shop, path),
      });
    }),
  ];
}

/** How the app stands in a shop; tokens are named by their ends only. */
function installationRecord({ installation }: Shop) {
  const { tokens, ...rest } = installation;
  return {
    ...rest,
    isInstalled: installation.installedAt !== null,
    tokens: tokens.map((pair) => ({
      accessToken: `…${pair.accessToken.slice(-6)}`,
      refreshToken: pair.refreshToken && `…${pair.refreshToken.slice(-6)}`,
      isAccessLive: pair.accessExpiresAt > Date.now(),
      isRefreshUsed: pair.usedAt !== null,
    })),
  };
}
