import { tell } from "./channel.js";
import { watchSoon } from "./watch.js";

/** `ui-nav-menu`: its links become the app's entries in the admin's navigation. Nothing of it shows in the app. */
export function defineNavMenu() {
  class NavMenu extends HTMLElement {
    connectedCallback() {
      this.stopWatching = watchSoon(this, () => this.report());
    }

    disconnectedCallback() {
      this.stopWatching?.();
    }

    report() {
      const items = [...this.querySelectorAll("a, s-link")].map((link) => ({
        label: link.textContent?.trim() ?? "",
        href: link.getAttribute("href") ?? "",
        isHome: link.getAttribute("rel") === "home",
      }));
      tell("nav-menu", { items });
    }
  }
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", class extends NavMenu {});
}
