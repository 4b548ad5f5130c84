import { html, type Markup } from "../html.ts";
import type { Shop } from "../shops/shop.ts";
import type { Visit } from "../visits/visit.ts";

export interface StorePage {
  title: string;
  content: Markup;
  script?: string;
  /** The app's web pixel. */
  pixel: Markup | null;
  /** Checkout pages leave the menu out, as real ones do. */
  isBare?: boolean;
}

export function storeLayout(shop: Shop, visit: Visit, { title, content, script, pixel, isBare }: StorePage): string {
  const home = `/storefront/${shop.domain}/`;
  const count = visit.cart.reduce((sum, line) => sum + line.quantity, 0);
  return html`<!doctype html>
<html lang="en" style="--accent: ${shop.accent}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – ${shop.name}</title>
  <link rel="icon" href="/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/storefront-files/storefront.css">
  <link rel="stylesheet" href="/storefront-files/product.css">
  <link rel="stylesheet" href="/storefront-files/checkout.css">
  ${script && html`<script type="module" src="/storefront-files/${script}"></script>`}
</head>
<body>
  ${!isBare && html`<p class="ribbon">Free shipping from $75 · code WELCOME10 takes 10% off</p>`}
  <header class="masthead ${isBare ? "masthead-bare" : ""}">
    <a class="wordmark" href="${home}">${shop.name}</a>
    ${!isBare && html`<nav aria-label="Shop"><a href="${home}#products">Shop all</a><a href="${home}cart" class="cart-link">Cart <span>${count}</span></a></nav>`}
  </header>
  <main>${content}</main>
  <footer class="footer"><p>${shop.name} · ${shop.city}, ${shop.provinceCode}</p><p>A simulated store. Nothing is charged and nothing is shipped.</p>
    <form method="post" action="${home}privacy"><input type="hidden" name="marketing" value="${visit.allowsMarketing ? "no" : "yes"}"><button type="submit">${visit.allowsMarketing ? "Decline marketing cookies" : "Allow marketing cookies"}</button></form></footer>
  ${pixel}
</body>
</html>`.markup;
}
