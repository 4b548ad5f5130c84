import { randomBytes } from "node:crypto";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import type { TokenPair } from "./installation.ts";

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens */
const refreshLifetimeMs = 90 * 24 * 60 * 60 * 1000;
/** https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens (28 Aug 2026). */
const retryWindowMs = 30 * 24 * 60 * 60 * 1000;

/** A new pair for an exchanged session token; without `expiring` the access token has no end and no refresh token. */
export function issueTokens(store: Store, shop: Shop, expiring: boolean): TokenPair {
  shop.installation.exchanges += 1;
  return addPair(store, shop, expiring, null);
}

/**
 * A new pair for a refresh token; null when it is unknown, expired or retired. A token that was used may be sent
 * again, for a lost answer, and gets the same new pair until that pair's own refresh token is used.
 */
export function refreshTokens(store: Store, shop: Shop, refreshToken: string): TokenPair | null {
  const { installation } = shop;
  const now = Date.now();
  const pair = installation.tokens.find((one) => one.refreshToken === refreshToken);
  if (!pair || pair.refreshExpiresAt <= now) return null;
  const replacement = installation.tokens.find((one) => one.replaces === refreshToken);
  if (!replacement) {
    pair.usedAt = now;
    installation.refreshes += 1;
    retire(shop, pair.replaces);
    return addPair(store, shop, true, refreshToken);
  }
  if (replacement.usedAt !== null || now - (pair.usedAt ?? now) > retryWindowMs) return null;
  installation.repeatedRefreshes += 1;
  replacement.accessExpiresAt = Math.max(replacement.accessExpiresAt, now + store.app.accessTokenTtl * 1000);
  store.changed();
  return replacement;
}

/** Whether the shop's Admin API takes this access token now. */
export function isAccessTokenLive(shop: Shop, accessToken: string): boolean {
  const pair = shop.installation.tokens.find((one) => one.accessToken === accessToken);
  return Boolean(shop.installation.installedAt && pair && pair.accessExpiresAt > Date.now());
}

/** Ends every access token at once, as an hour does; refresh tokens stay good. */
export function expireAccessTokens(store: Store, shop: Shop): void {
  for (const pair of shop.installation.tokens) pair.accessExpiresAt = Math.min(pair.accessExpiresAt, Date.now());
  store.changed();
}

/** Ends every token, as uninstalling or a rotated secret does. */
export function revokeTokens(store: Store, shop: Shop): void {
  shop.installation.tokens = [];
  store.changed();
}

function addPair(store: Store, shop: Shop, expiring: boolean, replaces: string | null): TokenPair {
  const now = Date.now();
  const pair: TokenPair = {
    accessToken: `shpat_${randomBytes(16).toString("hex")}`,
    accessExpiresAt: expiring ? now + store.app.accessTokenTtl * 1000 : Number.MAX_SAFE_INTEGER,
    refreshToken: expiring ? `shprt_${randomBytes(16).toString("hex")}` : null,
    refreshExpiresAt: expiring ? now + refreshLifetimeMs : Number.MAX_SAFE_INTEGER,
    replaces,
    usedAt: null,
  };
  shop.installation.tokens.push(pair);
  store.changed();
  return pair;
}

/** The predecessor of a pair whose refresh token has come into use can't be sent again. */
function retire(shop: Shop, refreshToken: string | null): void {
  const { installation } = shop;
  if (refreshToken) installation.tokens = installation.tokens.filter((pair) => pair.refreshToken !== refreshToken);
}
