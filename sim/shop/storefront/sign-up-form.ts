import { createHmac } from "node:crypto";
import { html, type Markup } from "../html.ts";
import type { Shop } from "../shops/shop.ts";

/**
 * What the theme block of the app shows at the end of a page: the same fields, the box not ticked, the words beside it. It is
 * signed as the block signs it, with the key that the app left in its own metafield; unsigned while there is none.
 */
export function signUpForm(shop: Shop, handle: string): Markup {
  const words = shop.formWords
    .replaceAll("[store]", () => shop.name)
    .replace(/\r?\n/g, " ")
    .trim();
  const version = "simulated-theme 1";
  const page = `https://${shop.domain}/`;
  const key = shop.installation.metafields["cartbell.form_key"];
  const signature = key ? hmac(hmac(hmac(key, version), page), words) : "";
  return html`<form class="sign-up" method="post" action="/storefront/${shop.domain}/apps/${handle}/sign-up">
    <h2>New things, by text</h2>
    <input type="hidden" name="form_version" value="${version}">
    <input type="hidden" name="words" value="${words}">
    <input type="hidden" name="page" value="${page}">
    <input type="hidden" name="signature" value="${signature}">
    <p class="sign-up-trap" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></p>
    <label class="sign-up-phone">Phone number <input type="tel" name="phone" autocomplete="tel" required></label>
    <label class="sign-up-words"><input type="checkbox" name="agree" required> <span>${words} <a href="/storefront/${shop.domain}/">Terms</a> and <a href="/storefront/${shop.domain}/">privacy policy</a>.</span></label>
    <button class="cta" type="submit">Sign up</button>
  </form>`;
}

/** Liquid's `text | hmac_sha256: key`: https://shopify.dev/docs/api/liquid/filters/hmac_sha256 */
function hmac(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}
