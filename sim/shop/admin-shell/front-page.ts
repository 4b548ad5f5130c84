import { html, type Markup } from "../html.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { appIcon } from "./icons.ts";

/** The way into the simulated world: its shops, its phones, and its clock. */
export function frontPage(store: Store): string {
  const { clockUrl, peopleUrl, carrierUrl } = store.world();
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${store.app.name}’s world</title>
  <link rel="icon" href="/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/shell/front.css">
  ${clockUrl && html`<script type="module" src="/shell/clock.js"></script>`}
</head>
<body data-clock-url="${clockUrl ?? ""}">
  <main>
    <header class="masthead">
      ${appIcon(44)}
      <div><h1>${store.app.name}’s world</h1><p>Shops, a carrier, everybody’s phones, and one clock for all of them. Nothing here leaves this machine.</p></div>
    </header>
    ${clockUrl && clockPanel()}
    <div class="cards">
      ${[...store.shops.values()].map((shop) => shopCard(store, shop))}
      ${peopleUrl && html`<article class="world-card card-phones"><h2>Phones</h2><p>Read every text that arrived, tap its link, answer it, say STOP.</p><div class="links"><a class="is-primary" href="${peopleUrl}/">Open the phones</a></div></article>`}
      ${carrierUrl && html`<article class="world-card"><h2>Carrier</h2><p>Takes our texts, reports on them, and does what is asked of it to make that hard.</p><div class="links"><a href="${carrierUrl}/control">Its control API</a></div></article>`}
    </div>
  </main>
</body>
</html>`.markup;
}

/** 9 or 10 AM on the West Coast, noon or 1 PM in New York: no quiet hours hold a text back in the lower 48 states. */
const DAYTIME_UTC = 17;

function clockPanel(): Markup {
  const move = (label: string, advance: string) =>
    html`<button type="button" data-advance="${advance}">${label}</button>`;
  return html`<section class="clock" aria-labelledby="clock-title">
    <div><h2 id="clock-title">Shared time</h2><p class="now"><time id="clock-now">…</time></p><p class="drift" id="clock-drift"></p></div>
    <div class="moves">
      ${move("+15 min", "900000")} ${move("+1 h", "3600000")} ${move("+4 h", "14400000")} ${move("+1 day", "86400000")}
      <button type="button" data-hour-utc="${DAYTIME_UTC}">To tomorrow, daytime in the US</button>
    </div>
    <p class="outcome" id="clock-outcome" role="status"></p>
  </section>`;
}

function shopCard(store: Store, shop: Shop): Markup {
  const { installation, timezone } = shop;
  const place = timezone.split("/").at(-1)?.replaceAll("_", " ") ?? timezone;
  return html`<article class="world-card" style="--accent: ${shop.accent}">
    <h2>${shop.name}</h2>
    <p>${shop.tagline}</p>
    <p class="facts">${shop.orders.size.toLocaleString("en-US")} orders · ${shop.customers.size.toLocaleString("en-US")} customers · ${place} time · ${installation.installedAt ? `${store.app.name} installed` : `${store.app.name} not installed`}</p>
    <div class="links">
      <a class="is-primary" href="/store/${shop.domain}/${installation.installedAt ? `apps/${store.app.handle}` : ""}">Admin</a>
      <a href="/storefront/${shop.domain}/">Storefront</a>
    </div>
  </article>`;
}
