import { html, type Markup } from "../html.ts";
import type { Shop } from "../shops/shop.ts";

/** What the theme block of the app shows at the end of a page: the same fields, the box not ticked, the words beside it. */
export function signUpForm(shop: Shop, handle: string): Markup {
  const words = `I agree to get texts with news and offers from ${shop.name} at this number. Consent is no condition of a purchase. Msg & data rates may apply, frequency varies. Reply STOP to opt out, HELP for help.`;
  return html`<form class="sign-up" method="post" action="/storefront/${shop.domain}/apps/${handle}/sign-up">
    <h2>New things, by text</h2>
    <input type="hidden" name="form_version" value="simulated-theme 1">
    <input type="hidden" name="words" value="${words}">
    <input type="hidden" name="page" value="https://${shop.domain}/">
    <p class="sign-up-trap" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></p>
    <label class="sign-up-phone">Phone number <input type="tel" name="phone" autocomplete="tel" required></label>
    <label class="sign-up-words"><input type="checkbox" name="agree" required> <span>${words} <a href="/storefront/${shop.domain}/">Terms</a> and <a href="/storefront/${shop.domain}/">privacy policy</a>.</span></label>
    <button class="cta" type="submit">Sign up</button>
  </form>`;
}
