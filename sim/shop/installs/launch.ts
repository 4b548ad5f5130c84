import { createHmac, randomBytes } from "node:crypto";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { signSessionToken } from "./session-token.ts";

/** The parameters the admin opens the app with, signed as the admin signs them. */
export function launchParameters(store: Store, shop: Shop): URLSearchParams {
  const parameters = new URLSearchParams({
    embedded: "1",
    host: adminHost(shop),
    id_token: signSessionToken(store.app, shop),
    locale: "en",
    session: randomBytes(32).toString("hex"),
    shop: shop.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  });
  parameters.set("hmac", createHmac("sha256", store.app.apiSecret).update(canonical(parameters)).digest("hex"));
  return parameters;
}

/** Address of the app's page `path` as the admin frames it. `query` is what the deep link carried. */
export function launchUrl(
  store: Store,
  shop: Shop,
  path: string,
  query: URLSearchParams = new URLSearchParams(),
): string {
  const url = new URL(path ? `/${path}` : store.app.homePath, store.app.url);
  for (const [name, value] of [...query, ...launchParameters(store, shop)]) url.searchParams.set(name, value);
  return url.href;
}

/** `admin.shopify.com/store/<name>` in base64, which the app hands back to App Bridge. */
export function adminHost(shop: Shop): string {
  const name = shop.domain.replace(".myshopify.com", "");
  return Buffer.from(`admin.shopify.com/store/${name}`).toString("base64").replace(/=+$/, "");
}

function canonical(parameters: URLSearchParams): string {
  return [...parameters]
    .filter(([name]) => name !== "hmac")
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}
