import { type ClientSecret, signatureCheck } from "./client-secret.ts";

/** What the store vouches for in a request that it forwards from one of its pages. */
export interface ProxiedRequest {
  shopDomain: string;
  /** The customer who is logged in there, if one is. */
  customerId: string | null;
  at: Date;
}

export type ProxyVerdict = { kind: "genuine"; request: ProxiedRequest } | { kind: "forged"; because: string };

/** A forwarded request is signed again each time; an older one was kept by someone. */
const FRESH_MS = 5 * 60_000;
const IS_STORE = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
/** The store signs whatever a visitor adds to the page's address, too: of two of these, one is not the store's word. */
const VOUCHED_FOR = ["shop", "logged_in_customer_id", "timestamp"];

/**
 * Reads the query that Shopify's app proxy adds: all parameters but the signature, sorted, `name=value` one behind the other,
 * several values of a name joined by commas, as an HMAC-SHA256 in hex with the app's secret.
 * https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export function readProxiedRequest(query: URLSearchParams, secret: ClientSecret, now: Date): ProxyVerdict {
  const check = signatureCheck(secret);
  check.update(signedText(query));
  if (!check.isBy(Buffer.from(query.get("signature") ?? "", "hex")))
    return { kind: "forged", because: "wrong signature" };
  if (VOUCHED_FOR.some((name) => query.getAll(name).length > 1)) return { kind: "forged", because: "said twice" };
  const customerId = query.get("logged_in_customer_id") || null;
  if (customerId !== null && !/^\d{1,20}$/.test(customerId)) return { kind: "forged", because: "no customer's id" };
  const at = new Date(Number(query.get("timestamp")) * 1_000);
  const shopDomain = query.get("shop")?.toLowerCase() ?? "";
  if (!IS_STORE.test(shopDomain)) return { kind: "forged", because: "no shop" };
  if (!(Math.abs(now.getTime() - at.getTime()) <= FRESH_MS)) return { kind: "forged", because: "too old" };
  return { kind: "genuine", request: { shopDomain, customerId, at } };
}

function signedText(query: URLSearchParams): string {
  const names = [...new Set(query.keys())].filter((name) => name !== "signature");
  return names
    .map((name) => `${name}=${query.getAll(name).join(",")}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join("");
}
