import { appBridgeScript } from "../app-bridge/script.ts";
import { fileRoutes } from "../files.ts";
import { asset, json, jsonBody, page, Refusal, type Route, redirect, route } from "../http.ts";
import { installApp, uninstallApp } from "../installs/install.ts";
import { sendPrivacyTopics } from "../installs/privacy.ts";
import { signSessionToken } from "../installs/session-token.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, shopNamed } from "../store.ts";
import { appPage } from "./app-page.ts";
import { frontPage } from "./front-page.ts";
import { appIcon } from "./icons.ts";
import { grantPage, listingPage } from "./install-pages.ts";
import { pickableProducts } from "./pickable-products.ts";
import { customersPage, homePage, ordersPage, productsPage } from "./record-pages.ts";
import { appsSettingsPage } from "./settings-page.ts";

/** The admin of every shop, what its scripts ask for, and the world's front page. */
export function adminRoutes(store: Store): Route[] {
  const shopPage = (path: string, render: (store: Store, shop: Shop) => string): Route =>
    route("GET", path, (exchange) => page(exchange.response, render(store, shopNamed(store, exchange.param("shop")))));
  const { handle } = store.app;

  return [
    route("GET", "/", (exchange) => page(exchange.response, frontPage(store))),
    route("GET", "/favicon.svg", ({ response }) =>
      asset(response, "favicon.svg", appIcon(40).markup.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')),
    ),
    route("GET", "/app-bridge.js", ({ response }) => asset(response, "app-bridge.js", appBridgeScript())),
    fileRoutes("/shell", new URL("client/", import.meta.url)),
    shopPage("/store/:shop", homePage),
    shopPage("/store/:shop/orders", ordersPage),
    shopPage("/store/:shop/orders/:id", ordersPage),
    shopPage("/store/:shop/products", productsPage),
    shopPage("/store/:shop/products/:id", productsPage),
    shopPage("/store/:shop/customers", customersPage),
    shopPage("/store/:shop/customers/:id", customersPage),
    shopPage(`/store/:shop/apps/${handle}/grant`, grantPage),
    route("POST", `/store/:shop/apps/${handle}/grant`, (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      installApp(store, shop);
      redirect(exchange.response, `/store/${shop.domain}/apps/${handle}`);
    }),
    route("GET", `/store/:shop/apps/${handle}/*path`, (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const markup = shop.installation.installedAt
        ? appPage(store, shop, exchange.param("path"), exchange.url.searchParams)
        : listingPage(store, shop);
      page(exchange.response, markup);
    }),
    ...settingsRoutes(store),
    ...scriptRoutes(store),
  ];
}

function settingsRoutes(store: Store): Route[] {
  const notices: Record<string, string> = {
    uninstalled: `${store.app.name} was uninstalled. Its tokens no longer work.`,
    privacy: "The privacy topics were sent.",
    "privacy-shop": "Only shop/redact was sent: there is no customer to ask about.",
  };
  const settings = (shop: Shop) => `/store/${shop.domain}/settings/apps`;
  return [
    route("GET", "/store/:shop/settings/apps", (exchange) => {
      const notice = notices[exchange.url.searchParams.get("done") ?? ""] ?? null;
      page(exchange.response, appsSettingsPage(store, shopNamed(store, exchange.param("shop")), notice));
    }),
    route("POST", "/store/:shop/settings/apps/uninstall", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      uninstallApp(store, shop);
      redirect(exchange.response, `${settings(shop)}?done=uninstalled`);
    }),
    route("POST", "/store/:shop/settings/apps/privacy", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const sent = sendPrivacyTopics(store, shop, { customer: null });
      redirect(exchange.response, `${settings(shop)}?done=${sent.length > 1 ? "privacy" : "privacy-shop"}`);
    }),
  ];
}

/** What the admin's scripts, and App Bridge outside the admin, ask the store for. */
function scriptRoutes(store: Store): Route[] {
  return [
    route("GET", "/id-token", (exchange) => {
      const shop = shopNamed(store, exchange.url.searchParams.get("shop") ?? "");
      if (!shop.installation.installedAt)
        throw new Refusal(403, `${store.app.name} is not installed in ${shop.domain}.`);
      asset(exchange.response, "token.txt", signSessionToken(store.app, shop));
    }),
    route("GET", "/store/:shop/scopes.json", (exchange) => {
      const { scopes } = shopNamed(store, exchange.param("shop")).installation;
      json(exchange.response, { granted: scopes, required: store.app.scopes, optional: [] });
    }),
    route("GET", "/store/:shop/products.json", (exchange) => {
      json(exchange.response, pickableProducts(shopNamed(store, exchange.param("shop"))));
    }),
    route("POST", "/store/:shop/app-nav", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { items } = await jsonBody(exchange);
      shop.appNav = Array.isArray(items) ? items.filter(isNavItem).slice(0, 20) : [];
      store.changed();
      json(exchange.response, { items: shop.appNav });
    }),
  ];
}

function isNavItem(item: unknown): item is { label: string; href: string } {
  return (
    typeof item === "object" && item !== null && "label" in item && "href" in item && typeof item.href === "string"
  );
}
