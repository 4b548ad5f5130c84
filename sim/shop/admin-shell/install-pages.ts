import { html } from "../html.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { appIcon } from "./icons.ts";
import { adminLayout } from "./layout.ts";

/** The app's page in the app store, as a shop that hasn't installed it sees it. */
export function listingPage(store: Store, shop: Shop): string {
  const content = html`<div class="page page-narrow">
    <article class="card listing">
      <div class="listing-head">
        ${appIcon(72)}
        <div><h1>${store.app.name}</h1><p class="muted">Text messages that leave on time, once, and within the law</p></div>
        <a class="button is-primary" href="/store/${shop.domain}/apps/${store.app.handle}/grant">Install</a>
      </div>
      <ul class="listing-points">
        <li><strong>Abandoned carts</strong> A text with the cart’s own link, after the wait you choose.</li>
        <li><strong>Campaigns</strong> Preview, parts and cost before you send; pause at any moment.</li>
        <li><strong>Consent kept</strong> Every opt-in with its evidence; STOP is understood and obeyed.</li>
      </ul>
    </article>
  </div>`;
  return adminLayout(store, shop, { title: `Install ${store.app.name}`, section: "app", content });
}

/** What the merchant agrees to: every scope in words. */
export function grantPage(store: Store, shop: Shop): string {
  const content = html`<div class="page page-narrow">
    <form class="card grant" method="post" action="/store/${shop.domain}/apps/${store.app.handle}/grant">
      <div class="grant-head">${appIcon(48)}<h1>Install ${store.app.name}</h1></div>
      <p>This app needs to do the following in <strong>${shop.name}</strong>:</p>
      <ul class="scopes">${store.app.scopes.map((scope) => html`<li><span>${scopeInWords(scope)}</span><code>${scope}</code></li>`)}</ul>
      <p class="muted">It reads customers’ names, phone numbers and e-mail addresses. If you uninstall it, it is told to erase them.</p>
      <div class="actions">
        <a class="button" href="/store/${shop.domain}/apps/${store.app.handle}">Cancel</a>
        <button type="submit" class="button is-primary">Install</button>
      </div>
    </form>
  </div>`;
  return adminLayout(store, shop, { title: `Grant access to ${store.app.name}`, section: "app", content });
}

function scopeInWords(scope: string): string {
  const [verb = "", ...noun] = scope.split("_");
  const verbs: Record<string, string> = { read: "View", write: "View and edit", manage: "Manage" };
  return `${verbs[verb] ?? verb} ${noun.join(" ")}`;
}
