import { createHmac, randomUUID } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import type { Db } from "#platform/sql/db";
import type { TokenCipher } from "#platform/token-cipher";
import { scopes } from "#shopify/scopes";
import { sealedSessionStorage } from "#shopify/session-storage";
import { SECRETS } from "../stage/processes.ts";

const DAY_MS = 24 * 3_600_000;

/** Stores an access token, as after an installation: the merchant's pages then ask no store for one. */
export async function admitMerchant(db: Pick<Db, "prisma">, cipher: TokenCipher, domain: string): Promise<void> {
  await sealedSessionStorage(db, cipher).storeSession(
    new Session({
      ...{ id: `offline_${domain}`, shop: domain, state: "", isOnline: false, scope: scopes.join(",") },
      ...{ accessToken: "shpat_bench", expires: new Date(Date.now() + DAY_MS) },
    }),
  );
}

/** A session token as the admin gives to a page: valid for a minute. */
export function sessionToken(domain: string): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    ...{ iss: `https://${domain}/admin`, dest: `https://${domain}`, aud: SECRETS.SHOPIFY_API_KEY, sub: "1" },
    ...{ exp: now + 60, nbf: now - 5, iat: now, jti: randomUUID(), sid: "1" },
  };
  const signed = [{ alg: "HS256", typ: "JWT" }, claims].map(encode).join(".");
  return `${signed}.${createHmac("sha256", SECRETS.SHOPIFY_API_SECRET).update(signed).digest("base64url")}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
