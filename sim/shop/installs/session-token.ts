import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { Shop } from "../shops/shop.ts";
import type { RegisteredApp } from "../store.ts";

/** https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens: a minute, by real time. */
const lifetimeSeconds = 60;

/** A session token of who is signed in, as App Bridge hands it to the app: HS256 with the app's secret. */
export function signSessionToken(
  app: RegisteredApp,
  { domain: shopDomain, installation }: Pick<Shop, "domain" | "installation">,
  nowMs = Date.now(),
): string {
  const now = Math.floor(nowMs / 1000);
  const head = encode({ alg: "HS256", typ: "JWT" });
  const claims = encode({
    iss: `https://${shopDomain}/admin`,
    dest: `https://${shopDomain}`,
    aud: app.apiKey,
    sub: installation.signedIn,
    exp: now + lifetimeSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
    sig: randomUUID().replaceAll("-", ""),
  });
  return `${head}.${claims}.${signature(`${head}.${claims}`, app.apiSecret)}`;
}

/** Whether a token was signed for this app and shop and hasn't expired. */
export function isSessionTokenValid(app: RegisteredApp, shopDomain: string, token: string): boolean {
  const [head, claims, signed] = token.split(".");
  if (!head || !claims || !signed) return false;
  const expected = Buffer.from(signature(`${head}.${claims}`, app.apiSecret));
  const given = Buffer.from(signed);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
  const { aud, dest, exp } = decode(claims);
  return aud === app.apiKey && dest === `https://${shopDomain}` && typeof exp === "number" && exp * 1000 > Date.now();
}

/** Whose token it is, once it is known to be valid. */
export function userIn(token: string): string {
  return String(decode(token.split(".")[1] ?? "").sub);
}

function signature(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
