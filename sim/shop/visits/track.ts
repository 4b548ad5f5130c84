import { randomBytes, randomUUID } from "node:crypto";
import type { Exchange } from "../http.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import type { Visit } from "./visit.ts";

const thirtyDays = 30 * 24 * 60 * 60;

/**
 * The visit this request belongs to, by its cookie; the first request of a browser begins one. A request that carries
 * utm parameters is a landing of its own, so an order made after it is theirs.
 */
export function visitOf(store: Store, shop: Shop, exchange: Exchange): Visit {
  const cookie = `visit_${shop.domain.replace(".myshopify.com", "")}`;
  const known = shop.visits.get(exchange.cookie(cookie) ?? "");
  const visit = known ?? beginVisit(store, shop, exchange);
  if (known && exchange.url.search.includes("utm_")) visit.landingSite = landingOf(shop, exchange);
  // Cookies don't tell ports apart: the name carries the shop, so that two shops on one host keep their carts apart.
  exchange.response.setHeader(
    "Set-Cookie",
    `${cookie}=${visit.id}; Path=/; Max-Age=${thirtyDays}; HttpOnly; SameSite=Lax`,
  );
  const discount = exchange.url.searchParams.get("discount");
  if (discount) visit.discountCode = discount.toUpperCase();
  return visit;
}

function beginVisit(store: Store, shop: Shop, exchange: Exchange): Visit {
  const visit: Visit = {
    id: randomBytes(16).toString("hex"),
    cartToken: randomBytes(16).toString("hex"),
    cart: [],
    checkoutToken: null,
    discountCode: null,
    landingSite: landingOf(shop, exchange),
    referringSite: exchange.request.headers.referer ?? null,
    startedAt: timestamp(store),
    clientId: randomUUID(),
    allowsMarketing: true,
    untold: [],
  };
  shop.visits.set(visit.id, visit);
  store.changed();
  return visit;
}

/** Path and query as the shop's own domain would see them, without the secret of a recovery link. */
function landingOf(shop: Shop, { url }: Exchange): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete("key");
  const path = url.pathname.slice(`/storefront/${shop.domain}`.length) || "/";
  return query.size > 0 ? `${path}?${query}` : path;
}
