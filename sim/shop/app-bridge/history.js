import { onTold, originOfShell, tell } from "./channel.js";
import { pathShown } from "./launch.js";

const navigateEvent = "shopify:navigate";
let clientRouters = 0;

/** Keeps the admin's address in step with the app's, and lets the admin lead the app to a page. */
export function followHistory() {
  const report = () => tell("location", { path: pathShown() });
  for (const method of ["pushState", "replaceState"]) {
    const native = history[method].bind(history);
    history[method] = (...args) => {
      native(...args);
      report();
    };
  }
  window.addEventListener("popstate", report);
  window.addEventListener("hashchange", report);
  report();
  countClientRouters();
  onTold("navigate", ({ href }) => navigate(href));
}

/**
 * An app that listens for `shopify:navigate` moves by itself, without loading a page; any other gets the address.
 * The event comes from the link, whose href the listener reads.
 */
function navigate(href) {
  if (clientRouters === 0) {
    location.assign(href);
    return;
  }
  const links = [...document.querySelectorAll("ui-nav-menu a, s-app-nav a, ui-title-bar a")];
  const link = links.find((one) => one.getAttribute("href") === href) ?? temporaryLink(href);
  link.dispatchEvent(new CustomEvent(navigateEvent, { bubbles: true, composed: true, cancelable: true }));
  if (link.dataset.temporary) link.remove();
}

function temporaryLink(href) {
  const link = document.createElement("a");
  link.href = href;
  link.setAttribute("href", href);
  link.dataset.temporary = "true";
  link.hidden = true;
  document.body.append(link);
  return link;
}

function countClientRouters() {
  const add = window.addEventListener.bind(window);
  const remove = window.removeEventListener.bind(window);
  window.addEventListener = (type, ...rest) => {
    if (type === navigateEvent) clientRouters += 1;
    add(type, ...rest);
  };
  window.removeEventListener = (type, ...rest) => {
    if (type === navigateEvent) clientRouters -= 1;
    remove(type, ...rest);
  };
}

/** `shopify://admin/products` and `_top` lead out of the app into the admin, by link or by `open`. */
export function leadIntoAdmin() {
  const nativeOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const path = adminPath(String(url ?? ""));
    if (path === null) return nativeOpen(url, target, features);
    tell("open-admin", { path, target: target ?? "_self" });
    return null;
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const path = link ? adminPath(link.getAttribute("href") ?? "") : null;
    if (path === null || event.defaultPrevented) return;
    event.preventDefault();
    tell("open-admin", { path, target: link?.getAttribute("target") ?? "_self" });
  });
}

function adminPath(url) {
  if (url.startsWith("shopify://admin/")) return url.slice("shopify://admin/".length);
  if (url.startsWith("shopify:admin/")) return url.slice("shopify:admin/".length);
  const match = /^https:\/\/admin\.shopify\.com\/store\/[^/]+\/?(.*)$/.exec(url);
  if (match) return match[1] ?? "";
  return url.startsWith(`${originOfShell()}/store/`) ? url.split("/").slice(5).join("/") : null;
}
