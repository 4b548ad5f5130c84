import { ask, onTold, tell } from "./channel.js";
import { controlOf, isSet, watchSoon } from "./watch.js";

/** Whatever wants the admin's save bar, the newest last: `ui-save-bar` elements and forms with changes. */
const claims = [];

/** A claim says how the bar looks and what Save and Discard do. */
export function claimSaveBar(claim) {
  if (!claims.includes(claim)) claims.push(claim);
  reportSaveBar();
}

export function releaseSaveBar(claim) {
  const position = claims.indexOf(claim);
  if (position < 0) return;
  claims.splice(position, 1);
  reportSaveBar();
}

export function reportSaveBar() {
  const claim = claims.at(-1);
  tell("save-bar", claim ? { isOpen: true, ...claim.look() } : { isOpen: false });
}

/** Resolves when there is nothing to lose or the merchant agrees to lose it; stays open otherwise. */
export async function leaveConfirmation() {
  if (claims.length === 0) return;
  const mayLeave = await ask("leave", {}, true);
  if (!mayLeave) await new Promise(() => {});
}

/** `ui-save-bar`: shown and hidden by the app; its buttons are the bar's. */
export function defineSaveBar() {
  class SaveBar extends HTMLElement {
    get showing() {
      return claims.includes(this.claim);
    }

    get discardConfirmation() {
      return isSet(this, "discardConfirmation");
    }

    set discardConfirmation(value) {
      this.toggleAttribute("discardConfirmation", Boolean(value));
    }

    connectedCallback() {
      this.claim = { look: () => this.look(), save: () => this.press(true), discard: () => this.press(false) };
      this.stopWatching = watchSoon(this, () => {
        if (this.showing) reportSaveBar();
      });
    }

    disconnectedCallback() {
      this.stopWatching?.();
      releaseSaveBar(this.claim);
    }

    async show() {
      if (this.showing || !this.isConnected) return;
      claimSaveBar(this.claim);
      this.dispatchEvent(new Event("show"));
    }

    async hide() {
      if (!this.showing) return;
      releaseSaveBar(this.claim);
      this.dispatchEvent(new Event("hide"));
    }

    toggle() {
      return this.showing ? this.hide() : this.show();
    }

    button(isPrimary) {
      return [...this.querySelectorAll("button")].find(
        (one) => (one.getAttribute("variant") === "primary") === isPrimary,
      );
    }

    press(isPrimary) {
      this.button(isPrimary)?.click();
    }

    look() {
      const control = (button) => (button ? controlOf(button, "") : null);
      const confirms = this.discardConfirmation;
      return { save: control(this.button(true)), discard: control(this.button(false)), confirms };
    }
  }
  customElements.define("ui-save-bar", SaveBar);
  onTold("save", () => claims.at(-1)?.save());
  onTold("discard", () => claims.at(-1)?.discard());
}
