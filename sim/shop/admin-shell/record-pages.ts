import { displayName } from "../customers/upsert.ts";
import { html, type Markup } from "../html.ts";
import { spoken } from "../money.ts";
import { financialStatus } from "../orders/order.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { readableTime } from "../times.ts";
import { utmOf } from "../visits/visit.ts";
import { adminLayout, type Section } from "./layout.ts";

const shown = 50;

export function homePage(store: Store, shop: Shop): string {
  const orders = [...shop.orders.values()];
  const revenue = orders.reduce((sum, order) => sum + order.totalCents, 0);
  const open = [...shop.checkouts.values()].filter((checkout) => checkout.announced && !checkout.completedAt).length;
  const subscribed = [...shop.customers.values()].filter((one) => one.smsConsent.state === "SUBSCRIBED").length;
  const figure = (label: string, value: string) =>
    html`<div class="card figure"><span class="muted">${label}</span><strong>${value}</strong></div>`;
  const content = html`<div class="page">
    <h1 class="page-title">${shop.name}</h1>
    <div class="figures">
      ${figure("Total sales", spoken(revenue, shop.currency))}
      ${figure("Orders", orders.length.toLocaleString("en-US"))}
      ${figure("Open checkouts", open.toLocaleString("en-US"))}
      ${figure("SMS subscribers", subscribed.toLocaleString("en-US"))}
    </div>
    <section class="card">
      <h2>Try it</h2>
      <p class="muted">Shop as a customer would, leave the checkout half-way, and see what ${store.app.name} does about it.</p>
      <div class="actions actions-start">
        <a class="button" href="/storefront/${shop.domain}/" target="_blank">Open the storefront</a>
        <a class="button is-primary" href="/store/${shop.domain}/apps/${store.app.handle}">Open ${store.app.name}</a>
      </div>
    </section>
  </div>`;
  return adminLayout(store, shop, { title: "Home", section: "home", content });
}

export function ordersPage(store: Store, shop: Shop): string {
  const rows = newest(shop.orders).map((order) => {
    const status = financialStatus(order);
    return html`<tr><td><strong>${order.name}</strong></td><td>${readableTime(order.createdAt, shop.timezone)}</td>
      <td>${customerName(shop, order.customerId)}</td><td class="number">${spoken(order.totalCents, shop.currency)}</td>
      <td><span class="badge badge-${status}">${status.replace("_", " ")}</span></td><td>${utmOf(order.landingSite).utm_source ?? "—"}</td></tr>`;
  });
  const head = ["Order", "Date", "Customer", "Total", "Payment", "Source"];
  return listPage(store, shop, "orders", "Orders", table(head, rows, "Orders appear here once somebody has paid."));
}

export function productsPage(store: Store, shop: Shop): string {
  const rows = [...shop.products.values()].map((product) => {
    const prices = product.variants.map(({ priceCents }) => priceCents);
    return html`<tr><td class="with-picture"><img src="/storefront/${shop.domain}/pictures/${product.handle}.svg" alt="" width="36" height="36"><a href="/storefront/${shop.domain}/products/${product.handle}">${product.title}</a></td>
      <td>${product.type}</td><td class="number">${product.variants.length}</td><td class="number">${spoken(Math.min(...prices), shop.currency)}</td></tr>`;
  });
  return listPage(
    store,
    shop,
    "products",
    "Products",
    table(["Product", "Type", "Variants", "Price"], rows, "This shop sells nothing."),
  );
}

export function customersPage(store: Store, shop: Shop): string {
  const rows = newest(shop.customers).map(
    (customer) => html`<tr><td><strong>${displayName(customer)}</strong></td><td>${customer.phone ?? "—"}</td>
      <td><span class="badge badge-${customer.smsConsent.state.toLowerCase()}">${customer.smsConsent.state.toLowerCase().replace("_", " ")}</span></td>
      <td>${customer.address?.city ?? "—"}</td><td class="number">${customer.ordersCount}</td><td class="number">${spoken(customer.spentCents, shop.currency)}</td></tr>`,
  );
  const head = ["Customer", "Phone", "SMS", "Place", "Orders", "Spent"];
  const content = table(head, rows, "Customers appear here once somebody has left a contact.");
  return listPage(store, shop, "customers", `Customers (${shop.customers.size.toLocaleString("en-US")})`, content);
}

function listPage(store: Store, shop: Shop, section: Section, title: string, content: Markup): string {
  const page = html`<div class="page"><h1 class="page-title">${title}</h1><section class="card card-flush">${content}</section></div>`;
  return adminLayout(store, shop, { title, section, content: page });
}

const numeric = new Set(["Total", "Variants", "Price", "Orders", "Spent"]);

function table(head: string[], rows: Markup[], whenEmpty: string): Markup {
  if (rows.length === 0) return html`<p class="muted empty">${whenEmpty}</p>`;
  return html`<div class="table-wrap"><table><thead><tr>${head.map((one) => html`<th scope="col" class="${numeric.has(one) ? "number" : ""}">${one}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function newest<Item>(records: Map<number, Item>): Item[] {
  return [...records.values()].slice(-shown).reverse();
}

function customerName(shop: Shop, id: number | null): string {
  const customer = shop.customers.get(id ?? 0);
  return customer ? displayName(customer) : "—";
}
