import { HttpResponseError, Session } from "@shopify/shopify-api";
import type { Db, Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { TokenCipher } from "#platform/token-cipher";
import type { ShopifyApi } from "./api.ts";
import { type SessionStorage, tokenPlace } from "./session-storage.ts";

/** A token is refreshed this long before it expires; the Shopify library uses the same margin. */
const MARGIN_MS = 5 * 60_000;
/** A refresh holds the shop's lock, so it must end. Asking again with the same refresh token is safe, see below. */
const REFRESH_TIMEOUT_MS = 10_000;

/** Everything a process needs to hold shops' access tokens. Made once, by `tokenKeeper`. */
export interface TokenKeeper {
  db: Db;
  cipher: TokenCipher;
  api: Pick<ShopifyApi, "auth" | "session">;
  /** Refreshes under way in this process, by shop. */
  underWay: Map<string, Promise<AccessToken>>;
}

export type AccessToken =
  | { kind: "token"; accessToken: string }
  /** Nothing is stored, or Shopify no longer takes what is: the merchant's next visit exchanges a new one. */
  | { kind: "none"; because: "no-session" | "refused" };

/** Shopify did not answer a refresh, or not as it should: ask again later. Its network error is none of the database's. */
export class StoreOutOfReach extends Error {}

export function tokenKeeper(parts: Omit<TokenKeeper, "underWay">): TokenKeeper {
  return { ...parts, underWay: new Map() };
}

/**
 * The shop's offline access token, good for at least a few minutes. Whether a web process or a worker asks, an expiring
 * token is refreshed once: callers of one process share the refresh, and processes take turns by a lock in PostgreSQL
 * and find it done. When the old token has run out, throws StoreOutOfReach if Shopify cannot be reached, and what the database does.
 */
export async function accessTokenFor(keeper: TokenKeeper, shopDomain: string): Promise<AccessToken> {
  const stored = await readSession(keeper.db, keeper, shopDomain);
  if (!stored) return { kind: "none", because: "no-session" };
  if (!needsRefresh(stored.session)) return tokenOf(stored.session);
  const known = keeper.underWay.get(shopDomain);
  if (known !== undefined) return known;
  const refresh = refreshAlone(keeper, shopDomain).finally(() => keeper.underWay.delete(shopDomain));
  keeper.underWay.set(shopDomain, refresh);
  return refresh;
}

/**
 * Notes that the Admin API answered 401 to this token: the next caller refreshes it instead of waiting for its end.
 * Changes nothing when a newer token is stored already.
 */
export async function refuseAccessToken(keeper: TokenKeeper, shopDomain: string, accessToken: string): Promise<void> {
  const stored = await readSession(keeper.db, keeper, shopDomain);
  if (stored?.session.accessToken !== accessToken) return;
  await keeper.db.run(forget, [stored.session.id, stored.sealedAccess]);
}

/**
 * The session storage as the web process uses it: an expiring offline session is refreshed by the way above before the
 * Shopify library sees it. One that cannot be refreshed is not there, so that the library exchanges a new token.
 */
export function refreshingSessionStorage(storage: SessionStorage, keeper: TokenKeeper): SessionStorage {
  return {
    ...storage,
    async loadSession(id) {
      const session = await storage.loadSession(id);
      if (!session || session.isOnline || !needsRefresh(session)) return session;
      const token = await accessTokenFor(keeper, session.shop);
      return token.kind === "token" ? storage.loadSession(id) : undefined;
    },
  };
}

function needsRefresh(session: Session): boolean {
  return !session.accessToken || session.isExpired(MARGIN_MS);
}

function tokenOf({ accessToken }: Session): AccessToken {
  return accessToken ? { kind: "token", accessToken } : { kind: "none", because: "refused" };
}

async function refreshAlone(keeper: TokenKeeper, shopDomain: string): Promise<AccessToken> {
  return keeper.db.transaction(async (tx) => {
    await tx.run(lockShop, [shopDomain]);
    const stored = await readSession(tx, keeper, shopDomain);
    if (!stored) return { kind: "none", because: "no-session" };
    if (!needsRefresh(stored.session)) return tokenOf(stored.session);
    return refreshStored(tx, keeper, shopDomain, stored);
  });
}

/**
 * Shopify gives the same new pair for the same refresh token until the new one is used (changelog of 28 Aug 2026), so a
 * process that dies between the answer and the commit leaves a token that still works.
 */
async function refreshStored(
  tx: Sql,
  keeper: TokenKeeper,
  shopDomain: string,
  { session, sealedRefresh }: StoredSession,
): Promise<AccessToken> {
  if (!session.refreshToken) return { kind: "none", because: "refused" };
  const fresh = await askForToken(keeper, shopDomain, session.refreshToken);
  if (!fresh) return { kind: "none", because: "refused" };
  const stored = await tx.run(store, [
    session.id,
    sealedRefresh,
    sealToken(keeper, fresh, "accessToken"),
    sealToken(keeper, fresh, "refreshToken"),
    fresh.expires ?? null,
    fresh.refreshTokenExpires ?? null,
    fresh.scope ?? session.scope ?? null,
  ]);
  if (stored.length > 0) return tokenOf(fresh);
  // A token exchange wrote a newer pair meanwhile, or the session was deleted: what is stored counts.
  const newer = await readSession(tx, keeper, shopDomain);
  return newer ? tokenOf(newer.session) : { kind: "none", because: "no-session" };
}

/** Null when Shopify refuses the refresh token for good: expired, revoked, or the app is no longer installed. */
async function askForToken(keeper: TokenKeeper, shop: string, refreshToken: string): Promise<Session | null> {
  try {
    const { session } = await withinMs(REFRESH_TIMEOUT_MS, keeper.api.auth.refreshToken({ shop, refreshToken }));
    return session;
  } catch (error) {
    if (error instanceof HttpResponseError && [400, 401, 403, 404].includes(error.response.code)) return null;
    throw new StoreOutOfReach(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function withinMs<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Shopify did not answer a token refresh within ${ms} ms.`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

interface SessionRow {
  id: string;
  scope: string | null;
  expires: Date | null;
  accessToken: string;
  refreshToken: string | null;
}

interface StoredSession {
  session: Session;
  sealedAccess: string;
  sealedRefresh: string | null;
}

async function readSession(on: Sql, keeper: TokenKeeper, shopDomain: string): Promise<StoredSession | null> {
  const id = keeper.api.session.getOfflineId(shopDomain);
  const [row] = await on.run<SessionRow>(readShopToken, [id]);
  if (!row) return null;
  const accessToken = row.accessToken && keeper.cipher.open(row.accessToken, tokenPlace(id, "accessToken"));
  const refreshToken = row.refreshToken && keeper.cipher.open(row.refreshToken, tokenPlace(id, "refreshToken"));
  if (accessToken === null) return null;
  const session = new Session({ id, shop: shopDomain, state: "", isOnline: false, accessToken });
  if (row.scope) session.scope = row.scope;
  if (row.expires) session.expires = row.expires;
  if (refreshToken) session.refreshToken = refreshToken;
  return { session, sealedAccess: row.accessToken, sealedRefresh: row.refreshToken };
}

function sealToken(keeper: TokenKeeper, session: Session, column: "accessToken" | "refreshToken"): string | null {
  const token = session[column];
  return token ? keeper.cipher.seal(token, tokenPlace(session.id, column)) : null;
}

const lockShop = statement("lock-shop-token", "SELECT pg_advisory_xact_lock(hashtextextended('token ' || $1, 0))");

// The library's table has timestamps without a zone, in UTC.
const readShopToken = statement(
  "read-shop-token",
  `SELECT id, scope, expires AT TIME ZONE 'UTC' AS expires, "accessToken", "refreshToken" FROM "Session" WHERE id = $1`,
);

const store = statement(
  "store-shop-token",
  `UPDATE "Session" SET "accessToken" = $3, "refreshToken" = $4, expires = $5::timestamptz AT TIME ZONE 'UTC',
     "refreshTokenExpires" = $6::timestamptz AT TIME ZONE 'UTC', scope = $7
   WHERE id = $1 AND "refreshToken" = $2
   RETURNING id`,
);

const forget = statement(
  "forget-shop-token",
  `UPDATE "Session" SET "accessToken" = '' WHERE id = $1 AND "accessToken" = $2`,
);
