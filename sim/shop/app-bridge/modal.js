import { tell } from "./channel.js";
import { isSet, watchSoon } from "./watch.js";

/**
 * `ui-modal`. Its `content` is where React renders what is in it. The dialog is drawn in the app's own document, so
 * that styles and events work, while the admin darkens what is around the frame; the variant `max` fills the screen.
 * Nothing is added to the page before the first `show`: React must find the document as the server wrote it.
 */
export function defineModal() {
  class Modal extends HTMLElement {
    constructor() {
      super();
      this.isShowing = false;
      this.body = document.createElement("div");
      this.body.className = "app-bridge-modal__body";
      this.content = document.createElement("div");
    }

    get src() {
      return this.getAttribute("src") ?? undefined;
    }

    set src(address) {
      if (address) this.setAttribute("src", address);
    }

    get variant() {
      return this.getAttribute("variant") ?? "base";
    }

    set variant(variant) {
      this.setAttribute("variant", variant);
    }

    get contentWindow() {
      return this.body.querySelector("iframe")?.contentWindow ?? null;
    }

    connectedCallback() {
      if (this.src) this.content = undefined;
      this.stopWatching = watchSoon(this, () => this.isShowing && this.draw());
    }

    disconnectedCallback() {
      this.stopWatching?.();
      void this.hide();
    }

    async show() {
      if (this.isShowing || !this.isConnected) return;
      this.isShowing = true;
      this.overlay ??= this.build();
      this.fill();
      this.returnFocusTo = document.activeElement;
      document.body.append(this.overlay);
      this.draw();
      document.documentElement.classList.add("app-bridge-has-modal");
      tell("modal", { isOpen: true, variant: this.variant });
      this.overlay.firstElementChild?.focus();
      this.dispatchEvent(new Event("show"));
    }

    async hide() {
      if (!this.isShowing) return;
      this.isShowing = false;
      this.overlay?.remove();
      document.documentElement.classList.remove("app-bridge-has-modal");
      tell("modal", { isOpen: false, variant: this.variant });
      if (this.returnFocusTo instanceof HTMLElement) this.returnFocusTo.focus();
      this.dispatchEvent(new Event("hide"));
    }

    toggle() {
      return this.isShowing ? this.hide() : this.show();
    }

    build() {
      const overlay = document.createElement("div");
      overlay.className = "app-bridge-modal";
      overlay.innerHTML = `<div class="app-bridge-modal__dialog" role="dialog" aria-modal="true" tabindex="-1">
        <header><h2></h2><div class="app-bridge-modal__top"></div><button type="button" aria-label="Close">✕</button></header>
        <footer></footer></div>`;
      overlay.querySelector("header")?.after(this.body);
      overlay.querySelector("header > button")?.addEventListener("click", () => void this.hide());
      overlay.addEventListener("pointerdown", (event) => {
        if (event.target === overlay && this.variant !== "max") void this.hide();
      });
      overlay.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) void this.hide();
        if (event.key === "Tab") keepInside(event, overlay);
      });
      return overlay;
    }

    fill() {
      if (this.src) {
        const frame = this.body.querySelector("iframe") ?? document.createElement("iframe");
        frame.title = this.titleBar()?.getAttribute("title") ?? "Dialog";
        if (frame.src !== new URL(this.src, location.href).href) frame.src = this.src;
        this.body.replaceChildren(frame);
      } else if (this.content && this.content.parentElement !== this.body) this.body.replaceChildren(this.content);
    }

    titleBar() {
      return this.querySelector(":scope > ui-title-bar");
    }

    draw() {
      const { overlay } = this;
      if (!overlay) return;
      const title = this.titleBar()?.getAttribute("title") ?? "";
      const isMax = this.variant === "max";
      overlay.dataset.variant = this.variant;
      overlay.firstElementChild?.setAttribute("aria-label", title);
      overlay.querySelector("h2").textContent = title;
      const [top, footer] = [overlay.querySelector(".app-bridge-modal__top"), overlay.querySelector("footer")];
      this.drawButtons(isMax ? top : footer);
      (isMax ? footer : top).replaceChildren();
    }

    /** Changes the buttons that stand there: a press that has begun on one of them ends on it. */
    drawButtons(place) {
      const originals = this.originals();
      while (place.children.length > originals.length) place.lastElementChild.remove();
      while (place.children.length < originals.length) place.append(this.newButton(place.children.length));
      for (const [i, original] of originals.entries()) makeLike(place.children[i], original);
    }

    originals() {
      return [...(this.titleBar()?.querySelectorAll("button, a") ?? [])];
    }

    /** A button of the dialog that presses the one the app has written in this position by then. */
    newButton(position) {
      const button = document.createElement("button");
      button.type = "button";
      button.addEventListener("click", () => this.originals()[position]?.click());
      return button;
    }
  }
  customElements.define("ui-modal", Modal);
}

function makeLike(button, original) {
  if (button.textContent !== original.textContent) button.textContent = original.textContent;
  button.disabled = isSet(original, "disabled") || isSet(original, "loading");
  button.dataset.variant = original.getAttribute("variant") ?? "secondary";
  button.dataset.tone = original.getAttribute("tone") ?? "default";
}

function keepInside(event, overlay) {
  const reachable = [...overlay.querySelectorAll("button, a[href], input, select, textarea, [tabindex]")].filter(
    (one) => !one.disabled && one.tabIndex >= 0 && one.offsetParent !== null,
  );
  const edge = event.shiftKey ? reachable.at(0) : reachable.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? reachable.at(-1) : reachable.at(0))?.focus();
}
