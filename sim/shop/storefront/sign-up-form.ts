import { createHmac } from "node:crypto";
import { html, type Markup } from "../html.ts";
import { isForSale, type Product } from "../products/product.ts";
import type { Shop } from "../shops/shop.ts";

/**
 * What the theme block of the app shows at the end of a page: the same fields, the box not ticked, the words beside it. It is
 * signed as the block signs it, with the key that the app left in its own metafield; unsigned while there is none.
 */
export function signUpForm(shop: Shop, handle: string): Markup {
  return form(shop, handle, { heading: "New things, by text", button: "Sign up", fields: [] });
}

/** The app's second theme block: the same form on the page of a product that is sold out, which names the variant. */
export function notifyMeForm(shop: Shop, handle: string, product: Product): Markup | null {
  const soldOut = product.variants.filter((variant) => !isForSale(variant));
  if (soldOut.length === 0) return null;
  const fields = html`
    <input type="hidden" name="notify" value="restock">
    <input type="hidden" name="product" value="${product.id}">
    <label class="sign-up-phone">Option <select name="variant">${soldOut.map(
      ({ id, title }) => html`<option value="${id}">${title}</option>`,
    )}</select></label>`;
  return form(shop, handle, { heading: "Tell me when it is back", button: "Notify me", fields: [fields] });
}

function form(
  shop: Shop,
  handle: string,
  { heading, button, fields }: { heading: string; button: string; fields: Markup[] },
): Markup {
  const words = shop.formWords
    .replaceAll("[store]", () => shop.name)
    .replace(/\r?\n/g, " ")
    .trim();
  const version = "simulated-theme 1";
  const page = `https://${shop.domain}/`;
  const key = shop.installation.metafields["cartbell.form_key"];
  const signature = key ? hmac(hmac(hmac(key, version), page), words) : "";
  return html`<form class="sign-up" method="post" action="/storefront/${shop.domain}/apps/${handle}/sign-up">
    <h2>${heading}</h2>
    <input type="hidden" name="form_version" value="${version}">
    <input type="hidden" name="words" value="${words}">
    <input type="hidden" name="page" value="${page}">
    <input type="hidden" name="signature" value="${signature}">
    ${fields}
    <p class="sign-up-trap" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></p>
    <label class="sign-up-phone">Phone number <input type="tel" name="phone" autocomplete="tel" required></label>
    <label class="sign-up-words"><input type="checkbox" name="agree" required> <span>${words} <a href="/storefront/${shop.domain}/">Terms</a> and <a href="/storefront/${shop.domain}/">privacy policy</a>.</span></label>
    <button class="cta" type="submit">${button}</button>
  </form>`;
}

/** Liquid's `text | hmac_sha256: key`: https://shopify.dev/docs/api/liquid/filters/hmac_sha256 */
function hmac(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}
