import { z } from "zod";
import { json, Refusal, type Route, route } from "../http.ts";
import type { Product } from "../products/product.ts";
import { changeProduct, deleteProduct } from "../products/stock.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, shopNamed } from "../store.ts";
import { bodyAs } from "./answers.ts";

const cents = z.number().int().positive();
const productBody = z.object({
  title: z.string().optional(),
  status: z.enum(["ACTIVE", "DRAFT", "ARCHIVED"]).optional(),
  priceCents: cents.optional(),
  compareAtCents: cents.nullish(),
  stock: z.number().int().nullish(),
  policy: z.enum(["deny", "continue"]).optional(),
  /** Its id. */
  variant: z.number().int().optional(),
});

/** What a merchant does with products. */
export function productRoutes(store: Store): Route[] {
  return [
    route("POST", "/control/:shop/products/:handle", async (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const product = productOf(shop, exchange.param("handle"));
      const { title, status, variant: variantId, ...given } = await bodyAs(exchange, productBody);
      const variant = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      changeProduct(store, shop, product, { title, status, variant, variantId });
      json(exchange.response, product);
    }),
    route("POST", "/control/:shop/products/:handle/delete", (exchange) => {
      const shop = shopNamed(store, exchange.param("shop"));
      const product = productOf(shop, exchange.param("handle"));
      deleteProduct(store, shop, product);
      json(exchange.response, product);
    }),
  ];
}

function productOf(shop: Shop, handle: string): Product {
  const found = [...shop.products.values()].find((one) => one.handle === handle);
  if (!found) throw new Refusal(404, `${shop.domain} has no product ${handle}.`);
  return found;
}
