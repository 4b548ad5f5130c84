import type { Checkout } from "../checkouts/checkout.ts";
import { changeCheckout, openCheckout } from "../checkouts/open.ts";
import { type Exchange, formBody, json, page, Refusal, type Route, redirect, route } from "../http.ts";
import { placeOrder } from "../orders/place.ts";
import { checkoutStarted, pageViewed } from "../pixel/customer-events.ts";
import { pixelTag } from "../pixel/pixel-tag.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, shopNamed } from "../store.ts";
import { visitOf } from "../visits/track.ts";
import { detailsOf, entryFrom, entryOf, problemsOf } from "./checkout-entry.ts";
import { checkoutPage } from "./checkout-page.ts";
import { thanksPage } from "./thanks-page.ts";

/** From the cart to the thank-you page, and back to a cart that was left. */
export function checkoutRoutes(store: Store): Route[] {
  return [
    route("POST", "/storefront/:shop/checkout", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const visit = visitOf(store, shop, exchange);
      const begun = shop.checkouts.get(visit.checkoutToken ?? "");
      const known = begun && !begun.completedAt ? begun : null;
      const { landingSite, referringSite, discountCode } = visit;
      const details = { lines: visit.cart.map((line) => ({ ...line })), landingSite, referringSite };
      const checkout = known ?? openCheckout(store, shop, visit.cartToken, { ...details, discountCode });
      if (known) changeCheckout(store, shop, known, details);
      visit.checkoutToken = checkout.token;
      redirect(exchange.response, pathOf(shop, checkout));
    }),
    route("GET", "/storefront/:shop/checkouts/:token", (exchange) => {
      const { shop, checkout } = checkoutAt(store, exchange);
      const visit = visitOf(store, shop, exchange);
      if (checkout.completedAt) return redirect(exchange.response, orderPathOf(shop, checkout));
      const pixel = pixelTag(store, shop, visit, [pageViewed, checkoutStarted(shop, checkout)]);
      page(exchange.response, checkoutPage(shop, visit, checkout, entryOf(checkout), {}, pixel));
    }),
    // What payloads name: https://<the store's domain>/<the store's number>/…
    route("GET", "/:shop/checkouts/:token/recover", (exchange) => {
      const { shop, checkout } = checkoutAt(store, exchange);
      recover(store, exchange, shop, checkout);
    }),
    route("GET", "/:shop/checkouts/ac/:cart/recover", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const ofCart = [...shop.checkouts.values()].filter(({ cartToken }) => cartToken === exchange.param("cart"));
      const checkout = ofCart.find(({ key }) => key === exchange.url.searchParams.get("key"));
      if (!checkout) throw new Refusal(404, "This link to a cart is not complete.");
      recover(store, exchange, shop, checkout);
    }),
    route("POST", "/storefront/:shop/checkouts/:token/contact", async (exchange) => {
      const { shop, checkout } = checkoutAt(store, exchange);
      const entry = entryFrom(await formBody(exchange));
      if (!checkout.completedAt) changeCheckout(store, shop, checkout, detailsOf(shop, entry));
      json(exchange.response, { isAnnounced: checkout.announced, problems: problemsOf(shop, entry) });
    }),
    route("POST", "/storefront/:shop/checkouts/:token/discount", async (exchange) => {
      const { shop, checkout } = checkoutAt(store, exchange);
      const entry = entryFrom(await formBody(exchange));
      const code = entry.discount.toUpperCase() || null;
      const isKnown = code === null || code in shop.discounts;
      changeCheckout(store, shop, checkout, { ...detailsOf(shop, entry), ...(isKnown && { discountCode: code }) });
      if (isKnown) return redirect(exchange.response, pathOf(shop, checkout));
      const problems = { discount: `${entry.discount} isn’t a valid code.` };
      page(exchange.response, checkoutPage(shop, visitOf(store, shop, exchange), checkout, entry, problems, null), 422);
    }),
    route("POST", "/storefront/:shop/checkouts/:token/pay", async (exchange) => {
      const { shop, checkout } = checkoutAt(store, exchange);
      const visit = visitOf(store, shop, exchange);
      if (checkout.completedAt) return redirect(exchange.response, orderPathOf(shop, checkout));
      const entry = entryFrom(await formBody(exchange));
      const problems = problemsOf(shop, entry);
      changeCheckout(store, shop, checkout, detailsOf(shop, entry));
      if (Object.keys(problems).length > 0) {
        return page(exchange.response, checkoutPage(shop, visit, checkout, entry, problems, null), 422);
      }
      const order = placeOrder(store, shop, checkout);
      Object.assign(visit, { cart: [], checkoutToken: null, discountCode: null });
      redirect(exchange.response, `/storefront/${shop.domain}/orders/${order.token}`);
    }),
    route("GET", "/:shop/orders/:token/authenticate", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      redirect(exchange.response, `/storefront/${shop.domain}/orders/${exchange.param("token")}`);
    }),
    route("GET", "/storefront/:shop/orders/:token", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const order = [...shop.orders.values()].find(({ token }) => token === exchange.param("token"));
      if (!order) throw new Refusal(404, `${shop.name} has no such order.`);
      const visit = visitOf(store, shop, exchange);
      page(exchange.response, thanksPage(shop, visit, order, pixelTag(store, shop, visit, [pageViewed])));
    }),
  ];
}

/**
 * Brings the cart back into this browser and goes on to the checkout with its utm and discount parameters. Opening the
 * link isn't news for the app; a discount that comes with it is.
 */
function recover(store: Store, exchange: Exchange, shop: Shop, checkout: Checkout): void {
  const { searchParams } = exchange.url;
  if (searchParams.get("key") !== checkout.key) throw new Refusal(404, "This link to a cart is not complete.");
  const visit = visitOf(store, shop, exchange);
  if (checkout.completedAt) {
    redirect(exchange.response, orderPathOf(shop, checkout));
    return;
  }
  visit.cart = checkout.lines.map((line) => ({ ...line }));
  visit.checkoutToken = checkout.token;
  checkout.landingSite = visit.landingSite;
  const code = searchParams.get("discount")?.toUpperCase();
  if (code && code in shop.discounts) changeCheckout(store, shop, checkout, { discountCode: code });
  store.changed();
  searchParams.delete("key");
  const rest = searchParams.size > 0 ? `?${searchParams}` : "";
  redirect(exchange.response, `${pathOf(shop, checkout)}${rest}`);
}

function checkoutAt(store: Store, exchange: Exchange): { shop: Shop; checkout: Checkout } {
  const shop = shopNamed(store, exchange.param("shop"));
  const checkout = shop.checkouts.get(exchange.param("token"));
  if (!checkout) throw new Refusal(404, `${shop.name} has no such checkout.`);
  return { shop, checkout };
}

function pathOf(shop: Shop, checkout: Checkout): string {
  return `/storefront/${shop.domain}/checkouts/${checkout.token}`;
}

function orderPathOf(shop: Shop, checkout: Checkout): string {
  const order = [...shop.orders.values()].find(({ checkoutToken }) => checkoutToken === checkout.token);
  return order ? `/storefront/${shop.domain}/orders/${order.token}` : `/storefront/${shop.domain}/`;
}
