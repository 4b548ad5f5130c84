import type { Checkout } from "../checkouts/checkout.ts";
import { priceCheckout } from "../checkouts/price.ts";
import { html, type Markup, raw } from "../html.ts";
import { spoken } from "../money.ts";
import { productPicture } from "../products/picture.ts";
import { onlyVariant } from "../products/product.ts";
import type { Shop } from "../shops/shop.ts";

/** Lines, discount code and sums, beside the checkout. */
export function orderSummary(shop: Shop, checkout: Checkout, problem: string | undefined): Markup {
  const price = priceCheckout(shop, checkout);
  const money = (cents: number) => spoken(cents, shop.currency);
  return html`
    <ul class="summary-lines">${price.lines.map(
      ({
        product,
        variant,
        quantity,
      }) => html`<li><div class="thumb">${raw(productPicture(product))}<span class="count">${quantity}</span></div>
        <div><strong>${product.title}</strong><p class="quiet">${variant.title === onlyVariant ? "" : variant.title}</p></div><span>${money(variant.priceCents * quantity)}</span></li>`,
    )}</ul>
    <div class="discount">
      <div class="field"><input id="discount" name="discount" value="${checkout.discountCode ?? ""}" placeholder=" " autocapitalize="characters"><label for="discount">Discount code</label></div>
      <button type="submit" formaction="/storefront/${shop.domain}/checkouts/${checkout.token}/discount">Apply</button>
      <p class="problem">${problem}</p>
    </div>
    <dl class="sums">
      <div><dt>Subtotal</dt><dd>${money(price.linesCents)}</dd></div>
      ${price.discountCents > 0 && html`<div><dt>Discount ${checkout.discountCode}</dt><dd>−${money(price.discountCents)}</dd></div>`}
      <div><dt>Shipping</dt><dd>${price.shippingCents === 0 ? "Free" : money(price.shippingCents)}</dd></div>
      <div class="total"><dt>Total</dt><dd>${money(price.totalCents)}</dd></div>
    </dl>`;
}
