import { html, type Markup } from "../html.ts";
import { spoken } from "../money.ts";
import { financialStatus, type Order } from "../orders/order.ts";
import type { Shop } from "../shops/shop.ts";
import type { Visit } from "../visits/visit.ts";
import { storeLayout } from "./layout.ts";

export function thanksPage(shop: Shop, visit: Visit, order: Order, pixel: Markup | null): string {
  const money = (cents: number) => spoken(cents, shop.currency);
  const name = order.shippingAddress?.firstName;
  const content = html`<section class="thanks">
    <p class="kind">Order ${order.name} · ${financialStatus(order).replace("_", " ")}</p>
    <h1>Thank you${name ? `, ${name}` : ""}!</h1>
    <p>Your order is confirmed${order.email ? html` and a receipt is on its way to <strong>${order.email}</strong>` : null}.</p>
    ${order.acceptsSms && html`<p>We’ll text news and offers to <strong>${order.phone}</strong>. Reply STOP at any time.</p>`}
    <ul class="summary-lines">${order.lines.map((line) => html`<li><div><strong>${line.title}</strong><p class="quiet">${line.variantTitle}</p></div><span>${line.quantity} × ${money(line.priceCents)}</span></li>`)}</ul>
    <dl class="sums"><div class="total"><dt>Paid</dt><dd>${money(order.totalCents)}</dd></div></dl>
    <a class="cta" href="/storefront/${shop.domain}/">Continue shopping</a>
  </section>`;
  return storeLayout(shop, visit, { title: `Order ${order.name}`, content, pixel, isBare: true });
}
