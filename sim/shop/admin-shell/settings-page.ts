import { html, type Markup } from "../html.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { readableTime } from "../times.ts";
import { appIcon } from "./icons.ts";
import { adminLayout } from "./layout.ts";

/** Settings › Apps: removing the app, the privacy topics, and what the store has told it lately. */
export function appsSettingsPage(store: Store, shop: Shop, notice: string | null): string {
  const { installation } = shop;
  const content = html`<div class="page">
    <h1 class="page-title">Apps</h1>
    ${notice && html`<p class="notice" role="status">${notice}</p>`}
    <section class="card">
      <div class="row">
        ${appIcon(40)}
        <div class="row-text"><h2>${store.app.name}</h2><p class="muted">${standing(shop)}</p></div>
        ${installation.installedAt ? button(shop, "uninstall", "Uninstall", true) : openLink(store, shop)}
      </div>
    </section>
    <section class="card">
      <h2>Privacy requests</h2>
      <p class="muted">The real store sends these days after their cause. Here they go at once, about the shop’s first customer.</p>
      <div class="actions actions-start">${button(shop, "privacy", "Send privacy topics", false)}</div>
    </section>
    <section class="card">
      <h2>Latest webhooks</h2>
      ${deliveriesTable(shop)}
    </section>
  </div>`;
  return adminLayout(store, shop, { title: "Apps", section: "apps", content });
}

function standing({ installation, timezone }: Shop): string {
  if (installation.installedAt) return `Installed ${readableTime(installation.installedAt, timezone)}`;
  if (installation.uninstalledAt) return `Uninstalled ${readableTime(installation.uninstalledAt, timezone)}`;
  return "Not installed";
}

function button(shop: Shop, act: string, label: string, isCritical: boolean): Markup {
  return html`<form method="post" action="/store/${shop.domain}/settings/apps/${act}"><button class="button ${isCritical ? "is-critical" : ""}" type="submit">${label}</button></form>`;
}

function openLink(store: Store, shop: Shop): Markup {
  return html`<a class="button" href="/store/${shop.domain}/apps/${store.app.handle}">View app</a>`;
}

function deliveriesTable(shop: Shop): Markup {
  const latest = shop.deliveries.slice(-12).reverse();
  if (latest.length === 0) return html`<p class="muted">Nothing has been sent yet.</p>`;
  return html`<div class="table-wrap"><table>
    <thead><tr><th scope="col">Topic</th><th scope="col">Triggered</th><th scope="col">State</th><th scope="col" class="number">Attempts</th></tr></thead>
    <tbody>${latest.map(
      (one) =>
        html`<tr><td>${one.topic}</td><td>${readableTime(one.triggeredAt, shop.timezone)}</td><td><span class="badge badge-${one.status}">${one.status}</span></td><td class="number">${one.attempts.length}</td></tr>`,
    )}</tbody>
  </table></div>`;
}
