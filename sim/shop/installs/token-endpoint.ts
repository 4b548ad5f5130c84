import { randomBytes } from "node:crypto";
import { type Exchange, json, jsonBody } from "../http.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, shopNamed } from "../store.ts";
import type { TokenPair } from "./installation.ts";
import { isSessionTokenValid, userIn } from "./session-token.ts";
import { type StaffUser, staffUsers } from "./staff.ts";
import { issueTokens, refreshTokens } from "./tokens.ts";

const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

const onlineToken = "urn:shopify:params:oauth:token-type:online-access-token";

type TokenRequest = Record<string, string | undefined>;

interface OnlineToken {
  access_token: string;
  scope: string;
  expires_in: number;
  associated_user_scope: string;
  associated_user: StaffUser;
}

interface Problem {
  error: string;
  error_description: string;
}

/** `POST /admin/oauth/access_token` of a shop: token exchange and refresh, with Shopify's error bodies. */
export async function answerTokenRequest(store: Store, exchange: Exchange): Promise<void> {
  const shop = shopNamed(store, simulatedHost(exchange));
  const body = Object.fromEntries(
    Object.entries(await tokenRequestBody(exchange)).map(([name, value]) => [name, String(value)]),
  );
  const answer = wrongApp(store, body) ?? notInstalled(shop) ?? grant(store, shop, body);
  if ("error" in answer) return json(exchange.response, answer, 400);
  json(exchange.response, "associated_user" in answer ? answer : pairBody(shop, answer));
}

/** Which shop's host the app believes it talks to. */
export function simulatedHost(exchange: Exchange): string {
  const header = exchange.request.headers["x-simulated-host"];
  return (Array.isArray(header) ? header[0] : header) ?? exchange.url.searchParams.get("shop") ?? "";
}

async function tokenRequestBody(exchange: Exchange): Promise<Record<string, unknown>> {
  const isForm = exchange.request.headers["content-type"]?.includes("x-www-form-urlencoded");
  return isForm ? Object.fromEntries(new URLSearchParams(await exchange.body())) : jsonBody(exchange);
}

function wrongApp(store: Store, body: TokenRequest): Problem | null {
  if (body.client_id !== store.app.apiKey) {
    return { error: "invalid_request", error_description: "Could not find Shopify API application with api_key" };
  }
  if (!store.app.apiSecrets.includes(body.client_secret ?? "")) {
    return { error: "invalid_client", error_description: "The client secret is invalid." };
  }
  return null;
}

function notInstalled(shop: Shop): Problem | null {
  if (shop.installation.installedAt) return null;
  return { error: "app_not_installed", error_description: "The app is not installed on this shop." };
}

function grant(store: Store, shop: Shop, body: TokenRequest): TokenPair | OnlineToken | Problem {
  if (body.grant_type === tokenExchange) {
    if (!isSessionTokenValid(store.app, shop.domain, body.subject_token ?? "")) {
      return {
        error: "invalid_subject_token",
        error_description: "Token exchange cannot be performed due to an invalid subject token.",
      };
    }
    if (body.requested_token_type === onlineToken) return onlineTokenOf(shop, userIn(body.subject_token ?? ""));
    return issueTokens(store, shop, body.expiring === "1");
  }
  if (body.grant_type === "refresh_token") {
    const pair = refreshTokens(store, shop, body.refresh_token ?? "");
    return pair ?? { error: "invalid_grant", error_description: "Token has been expired or revoked." };
  }
  return { error: "unsupported_grant_type", error_description: `The grant type ${body.grant_type} is not supported.` };
}

/** A person's own token, with who they are. Our Admin API takes none of them: the app asks only for the names. */
function onlineTokenOf(shop: Shop, userId: string): OnlineToken | Problem {
  const user = staffUsers[userId];
  if (!user) return { error: "invalid_subject_token", error_description: "The user does not exist." };
  const scope = shop.installation.scopes.join(",");
  return {
    ...{ access_token: `shpua_${randomBytes(16).toString("hex")}`, scope, expires_in: 86_399 },
    ...{ associated_user_scope: scope, associated_user: user },
  };
}

function pairBody(shop: Shop, pair: TokenPair) {
  const scope = shop.installation.scopes.join(",");
  if (!pair.refreshToken) return { access_token: pair.accessToken, scope };
  const secondsUntil = (instant: number) => Math.max(1, Math.round((instant - Date.now()) / 1000));
  return {
    access_token: pair.accessToken,
    scope,
    expires_in: secondsUntil(pair.accessExpiresAt),
    refresh_token: pair.refreshToken,
    refresh_token_expires_in: secondsUntil(pair.refreshExpiresAt),
  };
}
