import { z } from "zod";
import { json, Refusal, type Route, route } from "../http.ts";
import { demoShops } from "../shops/seeds.ts";
import { type Shop, shopFrom } from "../shops/shop.ts";
import { type Store, shopNamed, timestamp } from "../store.ts";
import { emit } from "../webhooks/emit.ts";
import { shopPayload } from "../webhooks/payloads/app.ts";
import { bodyAs } from "./answers.ts";
import { installationRoutes } from "./installation.ts";
import { peopleRoutes } from "./people.ts";
import { productRoutes } from "./products.ts";
import { shoppingRoutes } from "./shopping.ts";
import { webhookRoutes } from "./webhooks.ts";

const shopBody = z.object({
  domain: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, "is <name>.myshopify.com"),
  name: z.string().optional(),
  timezone: z.string().optional(),
  currency: z.string().length(3).optional(),
  plan: z.string().optional(),
});

/** The store's control API: what a test or a script does to the simulated shops, and what it reads of them. */
export function controlRoutes(store: Store): Route[] {
  return [
    route("GET", "/control", (exchange) => {
      json(
        exchange.response,
        [...store.shops.values()].map((shop) => shopRecord(store, shop)),
      );
    }),
    route("POST", "/control/shops", async (exchange) => {
      const { domain, name, timezone, currency } = await bodyAs(exchange, shopBody);
      if (store.shops.has(domain)) throw new Refusal(409, `There is a shop ${domain} already.`);
      const products = demoShops[0]?.products ?? [];
      const named = { ...(name && { name }), ...(timezone && { timezone }), ...(currency && { currency }) };
      const shop = shopFrom({ domain, products, ...named }, store.nextId, timestamp(store));
      store.shops.set(domain, shop);
      store.changed();
      json(exchange.response, shopRecord(store, shop), 201);
    }),
    route("GET", "/control/:shop", (exchange) => {
      json(exchange.response, shopRecord(store, shopNamed(store, exchange.param("shop"))));
    }),
    route("POST", "/control/:shop/settings", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { name, timezone, currency, plan } = await bodyAs(exchange, shopBody.omit({ domain: true }));
      const changes = { ...(name && { name }), ...(timezone && { timezone }), ...(currency && { currency }) };
      Object.assign(shop, changes, plan && { plan }, { updatedAt: timestamp(store) });
      emit(store, shop, "shop/update", shopPayload(shop));
      store.changed();
      json(exchange.response, shopRecord(store, shop));
    }),
    // An edit in the theme editor; no webhook tells the app of it.
    route("POST", "/control/:shop/sign-up-form", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { words } = await bodyAs(exchange, z.object({ words: z.string() }));
      shop.formWords = words;
      store.changed();
      json(exchange.response, { words });
    }),
    ...installationRoutes(store),
    ...webhookRoutes(store),
    ...productRoutes(store),
    ...shoppingRoutes(store),
    ...peopleRoutes(store),
  ];
}

function shopRecord(store: Store, shop: Shop) {
  const { domain, name, currency, timezone, countryCode, installation } = shop;
  const deliveries = { pending: 0, delivered: 0, failed: 0, dropped: 0 };
  for (const { status } of shop.deliveries) deliveries[status] += 1;
  return {
    id: shop.id,
    domain,
    name,
    currency,
    timezone,
    countryCode,
    isInstalled: installation.installedAt !== null,
    adminUrl: `${store.url}/store/${domain}/`,
    storefrontUrl: `${store.url}/storefront/${domain}/`,
    products: [...shop.products.values()],
    discounts: shop.discounts,
    customers: shop.customers.size,
    checkouts: shop.checkouts.size,
    orders: shop.orders.size,
    deliveries,
  };
}
