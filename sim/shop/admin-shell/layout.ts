import { html, type Markup } from "../html.ts";
import type { Shop } from "../shops/shop.ts";
import type { Store } from "../store.ts";
import { appIcon, icon } from "./icons.ts";

export type Section = "home" | "orders" | "products" | "customers" | "apps" | "app";

export interface AdminPage {
  title: string;
  section: Section;
  content: Markup;
  /** A page that brings its own script, such as the one that frames the app. */
  script?: string;
}

/** The admin around every page: top bar, navigation that is a drawer on a phone, and the content. */
export function adminLayout(store: Store, shop: Shop, { title, section, content, script }: AdminPage): string {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · ${shop.name} · Simulated admin</title>
  <link rel="icon" href="/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/shell/shell.css">
  <link rel="stylesheet" href="/shell/navigation.css">
  <link rel="stylesheet" href="/shell/title-bar.css">
  <link rel="stylesheet" href="/shell/pages.css">
  <link rel="stylesheet" href="/shell/overlays.css">
  <script type="module" src="/shell/drawer.js"></script>
  ${script && html`<script type="module" src="/shell/${script}"></script>`}
</head>
<body data-shop="${shop.domain}">
  <a class="skip" href="#content">Skip to content</a>
  <div class="loading-bar" id="loading-bar" hidden></div>
  <header class="top-bar">
    <button type="button" class="menu-button" id="menu-button" aria-controls="navigation" aria-expanded="false" aria-label="Navigation">${icon("menu")}</button>
    <a class="brand" href="/" title="All simulated shops"><span class="brand-mark" aria-hidden="true"></span><span class="brand-name">simulated admin</span></a>
    <div class="search" aria-hidden="true">${icon("search")} Search</div>
    <div class="save-bar" id="save-bar" role="region" aria-label="Unsaved changes" hidden>
      <span class="save-bar-text">Unsaved changes</span>
      <button type="button" id="save-bar-discard">Discard</button>
      <button type="button" id="save-bar-save" class="is-primary">Save</button>
    </div>
    <div class="shop-name"><span class="avatar" aria-hidden="true">${initials(shop.name)}</span><span>${shop.name}</span></div>
  </header>
  <div class="scrim" id="scrim" hidden></div>
  <div class="frame">
    ${navigation(store, shop, section)}
    <main id="content" class="content ${section === "app" ? "content-app" : ""}" tabindex="-1">${content}</main>
  </div>
  <div class="toasts" id="toasts" role="status" aria-live="polite"></div>
</body>
</html>`.markup;
}

function navigation(store: Store, shop: Shop, section: Section): Markup {
  const base = `/store/${shop.domain}`;
  const entry = (to: string, name: Section, label: string, drawing: Markup) =>
    html`<li><a href="${base}/${to}" ${section === name ? current : null}>${drawing}<span>${label}</span></a></li>`;
  return html`<nav class="navigation" id="navigation" aria-label="Admin">
    <ul>
      ${entry("", "home", "Home", icon("home"))}
      ${entry("orders", "orders", "Orders", icon("orders"))}
      ${entry("products", "products", "Products", icon("products"))}
      ${entry("customers", "customers", "Customers", icon("customers"))}
    </ul>
    <h2>Sales channels</h2>
    <ul><li><a href="/storefront/${shop.domain}/" target="_blank">${icon("store")}<span>Online store</span>${icon("open")}</a></li></ul>
    <h2>Apps</h2>
    <ul>
      <li>
        <a href="${base}/apps/${store.app.handle}" data-app-home ${section === "app" ? current : null}>${appIcon(20)}<span>${store.app.name}</span></a>
        <ul id="app-nav" class="app-nav">${shop.appNav.map((item) => html`<li><a href="${base}/apps/${store.app.handle}${item.href}" data-href="${item.href}">${item.label}</a></li>`)}</ul>
      </li>
    </ul>
    <ul class="navigation-end">${entry("settings/apps", "apps", "Settings", icon("settings"))}</ul>
  </nav>`;
}

const current: Markup = { markup: 'aria-current="page"' };

function initials(name: string): string {
  return name
    .split(" ")
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 2);
}
