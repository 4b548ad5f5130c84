import { fileRoutes } from "../files.ts";
import { asset, formBody, page, Refusal, type Route, redirect, route } from "../http.ts";
import { addedToCart, cartViewed, pageViewed, productViewed } from "../pixel/customer-events.ts";
import { pixelTag } from "../pixel/pixel-tag.ts";
import { productPicture } from "../products/picture.ts";
import { findVariant, type Product } from "../products/product.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, shopNamed } from "../store.ts";
import { visitOf } from "../visits/track.ts";
import { forwardToApp } from "./app-proxy.ts";
import { checkoutRoutes } from "./checkout-routes.ts";
import { cartPage, productPage, productsPage } from "./shop-pages.ts";

/** Where shoppers shop: pages that work without a script, so that scripted shoppers can use them too. */
export function storefrontRoutes(store: Store): Route[] {
  return [
    fileRoutes("/storefront-files", new URL("client/", import.meta.url)),
    route("GET", "/storefront/:shop", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const visit = visitOf(store, shop, exchange);
      page(exchange.response, productsPage(shop, visit, store.app.handle, pixelTag(store, shop, visit, [pageViewed])));
    }),
    route("GET", "/storefront/:shop/products/:handle", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const product = productAt(shop, exchange.param("handle"));
      const visit = visitOf(store, shop, exchange);
      const events = [pageViewed, ...productViewed(shop, product)];
      page(
        exchange.response,
        productPage(shop, visit, product, store.app.handle, pixelTag(store, shop, visit, events)),
      );
    }),
    route("GET", "/storefront/:shop/pictures/:handle.svg", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      asset(exchange.response, "picture.svg", productPicture(productAt(shop, exchange.param("handle"))));
    }),
    route("GET", "/storefront/:shop/cart", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const visit = visitOf(store, shop, exchange);
      const events = [pageViewed, cartViewed(shop, visit)];
      page(exchange.response, cartPage(shop, visit, pixelTag(store, shop, visit, events)));
    }),
    route("POST", "/storefront/:shop/cart/add", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { variantId, quantity } = chosen(shop, await formBody(exchange));
      const { cart, untold } = visitOf(store, shop, exchange);
      const line = cart.find((one) => one.variantId === variantId);
      if (line) line.quantity += quantity;
      else if (quantity > 0) cart.push({ variantId, quantity });
      if (quantity > 0) untold.push(addedToCart(shop, { variantId, quantity }));
      store.changed();
      redirect(exchange.response, `/storefront/${shop.domain}/cart`);
    }),
    route("POST", "/storefront/:shop/cart/change", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const { variantId, quantity } = chosen(shop, await formBody(exchange));
      const visit = visitOf(store, shop, exchange);
      visit.cart = visit.cart
        .map((line) => (line.variantId === variantId ? { variantId, quantity } : line))
        .filter((line) => line.quantity > 0);
      store.changed();
      redirect(exchange.response, `/storefront/${shop.domain}/cart`);
    }),
    route("POST", "/storefront/:shop/privacy", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const visit = visitOf(store, shop, exchange);
      visit.allowsMarketing = (await formBody(exchange)).get("marketing") === "yes";
      store.changed();
      redirect(exchange.response, `/storefront/${shop.domain}/`);
    }),
    route("POST", `/storefront/:shop/apps/${store.app.handle}/*rest`, (exchange) => forwardToApp(store, exchange)),
    ...checkoutRoutes(store),
  ];
}

function productAt(shop: Shop, handle: string): Product {
  const product = [...shop.products.values()].find((one) => one.handle === handle);
  if (!product) throw new Refusal(404, `${shop.name} doesn’t sell ${handle}.`);
  return product;
}

function chosen(shop: Shop, form: URLSearchParams): { variantId: number; quantity: number } {
  const variantId = Number(form.get("variant"));
  const quantity = Number(form.get("quantity") ?? 1);
  if (!findVariant(shop.products.values(), variantId)) throw new Refusal(422, "Choose a product that this shop sells.");
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > 20)
    throw new Refusal(422, "Choose between 0 and 20 of it.");
  return { variantId, quantity };
}
