import type { PrismaClient } from "@prisma/client";
import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import type { Db } from "#platform/sql/db";
import type { TokenCipher } from "#platform/token-cipher";

/** What the Shopify library asks of a session storage. */
export type SessionStorage = Pick<
  PrismaSessionStorage<PrismaClient>,
  "storeSession" | "loadSession" | "deleteSession" | "deleteSessions" | "findSessionsByShop"
>;

/** The columns of a session that hold secrets. */
export type TokenColumn = "accessToken" | "refreshToken";

/** Names the cell a token is sealed for. */
export function tokenPlace(sessionId: string, column: TokenColumn): string {
  return `${sessionId}/${column}`;
}

/**
 * The library's session table with tokens encrypted at rest. A session whose key is no longer among ours counts as
 * absent: the merchant's next visit exchanges a new one.
 */
export function sealedSessionStorage(db: Pick<Db, "prisma">, cipher: TokenCipher): SessionStorage {
  const prisma = db.prisma as PrismaClient; // the library asks for sessions alone
  const inner = makeOnce(
    () => new PrismaSessionStorage(prisma, { connectionRetries: 1, connectionRetryIntervalMs: 0 }),
  );
  const opened = (session: Session | undefined) => (session ? openSession(session, cipher) : undefined);
  return {
    storeSession: (session) => inner.use((storage) => storage.storeSession(sealSession(session, cipher))),
    loadSession: async (id) => opened(await inner.use((storage) => storage.loadSession(id))),
    deleteSession: (id) => inner.use((storage) => storage.deleteSession(id)),
    deleteSessions: (ids) => inner.use((storage) => storage.deleteSessions(ids)),
    findSessionsByShop: async (shop) =>
      (await inner.use((storage) => storage.findSessionsByShop(shop))).flatMap((session) => opened(session) ?? []),
  };
}

function sealSession(session: Session, cipher: TokenCipher): Session {
  return withTokens(session, (token, column) => cipher.seal(token, tokenPlace(session.id, column)));
}

function openSession(session: Session, cipher: TokenCipher): Session | undefined {
  let isLost = false;
  const open = withTokens(session, (token, column) => {
    const plain = cipher.open(token, tokenPlace(session.id, column));
    if (plain === null) isLost = true;
    return plain ?? "";
  });
  return isLost ? undefined : open;
}

/** A copy with its tokens changed. Absent tokens stay absent: the library stores an invalidated access token as "". */
function withTokens(session: Session, change: (token: string, column: TokenColumn) => string): Session {
  const copy = new Session(session.toObject());
  if (session.accessToken) copy.accessToken = change(session.accessToken, "accessToken");
  if (session.refreshToken) copy.refreshToken = change(session.refreshToken, "refreshToken");
  return copy;
}

/**
 * The library's storage looks for its table the moment it is made, and never again when that fails; so it is made on
 * first use, and made again after a failure.
 */
function makeOnce<Value>(make: () => Value): { use<Result>(work: (value: Value) => Promise<Result>): Promise<Result> } {
  let value: Value | undefined;
  return {
    async use(work) {
      value ??= make();
      try {
        return await work(value);
      } catch (error) {
        value = undefined;
        throw error;
      }
    },
  };
}
