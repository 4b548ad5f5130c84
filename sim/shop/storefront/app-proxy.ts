import { createHmac } from "node:crypto";
import type { Exchange } from "../http.ts";
import { type Store, shopNamed } from "../store.ts";

/**
 * Forwards what a page of the shop sends to `/apps/<app>/…` to the app, with the shop's name and a signature, as Shopify's
 * app proxy does: https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export async function forwardToApp(store: Store, exchange: Exchange): Promise<void> {
  const shop = shopNamed(store, exchange.param("shop"));
  const { request, response, url } = exchange;
  const query = new URLSearchParams(url.searchParams);
  query.set("shop", shop.domain);
  query.set("logged_in_customer_id", "");
  query.set("path_prefix", `/apps/${store.app.handle}`);
  query.set("timestamp", String(Math.floor(store.clock.now().getTime() / 1_000)));
  query.set("signature", signatureOf(query, store.app.apiSecret));
  const { "content-type": contentType = "", accept = "*/*" } = request.headers;
  const answer = await fetch(`${store.app.url}/proxy/${exchange.param("rest")}?${query}`, {
    method: "POST",
    headers: { "Content-Type": contentType, Accept: accept, "X-Forwarded-For": request.socket.remoteAddress ?? "" },
    body: await exchange.body(),
  });
  response.writeHead(answer.status, { "Content-Type": answer.headers.get("Content-Type") ?? "text/plain" });
  response.end(await answer.text());
}

function signatureOf(query: URLSearchParams, secret: string): string {
  const pairs = [...new Set(query.keys())].map((name) => `${name}=${query.getAll(name).join(",")}`);
  return createHmac("sha256", secret)
    .update(pairs.sort((a, b) => (a < b ? -1 : 1)).join(""))
    .digest("hex");
}
