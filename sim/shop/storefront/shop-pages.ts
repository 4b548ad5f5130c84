import { priceCheckout } from "../checkouts/price.ts";
import { html, type Markup, raw } from "../html.ts";
import { spoken } from "../money.ts";
import { productPicture } from "../products/picture.ts";
import { onlyVariant, type Product } from "../products/product.ts";
import type { Shop } from "../shops/shop.ts";
import type { Visit } from "../visits/visit.ts";
import { storeLayout } from "./layout.ts";
import { notifyMeForm, signUpForm } from "./sign-up-form.ts";

export function productsPage(shop: Shop, visit: Visit, appHandle: string, pixel: Markup | null): string {
  const content = html`
    <section class="hero"><h1>${shop.tagline}</h1><p>Made in small runs, mended for life, sent from ${shop.city} the day after you order.</p><a class="cta" href="#products">Shop all</a></section>
    <section id="products" class="grid" aria-label="Products">${[...shop.products.values()].map((product) => tile(shop, product))}</section>
    ${shop.installation.installedAt && signUpForm(shop, appHandle)}`;
  return storeLayout(shop, visit, { title: shop.tagline, content, pixel });
}

export function productPage(
  shop: Shop,
  visit: Visit,
  product: Product,
  appHandle: string,
  pixel: Markup | null,
): string {
  const [first] = product.variants;
  const hasChoice = product.variants.length > 1;
  const content = html`<article class="product">
    <div class="product-picture">${raw(productPicture(product))}</div>
    <form class="product-buy" method="post" action="/storefront/${shop.domain}/cart/add">
      <p class="kind">${product.type}</p>
      <h1>${product.title}</h1>
      <p class="price">${spoken(first?.priceCents ?? 0, shop.currency)}</p>
      <p class="description">${product.description}</p>
      ${
        hasChoice
          ? html`<fieldset class="variants"><legend>Option</legend>${product.variants.map(
              (variant, index) =>
                html`<label><input type="radio" name="variant" value="${variant.id}" ${index === 0 ? checked : null}><span>${variant.title} · ${spoken(variant.priceCents, shop.currency)}</span></label>`,
            )}</fieldset>`
          : html`<input type="hidden" name="variant" value="${first?.id}">`
      }
      <label class="quantity">Quantity <input type="number" name="quantity" value="1" min="1" max="20" inputmode="numeric"></label>
      <button class="cta" type="submit">Add to cart</button>
    </form>
  </article>
  ${shop.installation.installedAt && notifyMeForm(shop, appHandle, product)}`;
  return storeLayout(shop, visit, { title: product.title, content, pixel });
}

export function cartPage(shop: Shop, visit: Visit, pixel: Markup | null): string {
  const price = priceCheckout(shop, { lines: visit.cart, discountCode: null });
  const action = `/storefront/${shop.domain}`;
  const lines = price.lines.map(
    ({ product, variant, quantity }) => html`<li>
      <div class="thumb">${raw(productPicture(product))}</div>
      <div><a href="${action}/products/${product.handle}">${product.title}</a><p class="quiet">${variant.title === onlyVariant ? "" : variant.title}</p></div>
      <form method="post" action="${action}/cart/change" class="line-change"><input type="hidden" name="variant" value="${variant.id}"><label><span class="visually-hidden">Quantity of ${product.title}</span><input type="number" name="quantity" value="${quantity}" min="0" max="20"></label><button type="submit">Update</button></form>
      <strong>${spoken(variant.priceCents * quantity, shop.currency)}</strong>
    </li>`,
  );
  const content = html`<section class="cart"><h1>Your cart</h1>
    ${
      lines.length === 0
        ? html`<p class="quiet">Nothing in it yet.</p><a class="cta" href="${action}/">Look around</a>`
        : html`<ul>${lines}</ul>
          <div class="cart-end"><p>Subtotal <strong>${spoken(price.linesCents, shop.currency)}</strong></p><p class="quiet">Shipping and discounts at checkout.</p>
          <form method="post" action="${action}/checkout"><button class="cta" type="submit">Check out</button></form></div>`
    }
  </section>`;
  return storeLayout(shop, visit, { title: "Cart", content, pixel });
}

function tile(shop: Shop, product: Product): Markup {
  const lowest = Math.min(...product.variants.map(({ priceCents }) => priceCents));
  const from = product.variants.some(({ priceCents }) => priceCents !== lowest) ? "from " : "";
  return html`<a class="tile" href="/storefront/${shop.domain}/products/${product.handle}">
    <div class="tile-picture">${raw(productPicture(product))}</div><h2>${product.title}</h2><p>${from}${spoken(lowest, shop.currency)}</p></a>`;
}

const checked: Markup = { markup: "checked" };
