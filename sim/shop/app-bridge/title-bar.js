import { onTold, tell } from "./channel.js";
import { controlOf, watchSoon } from "./watch.js";

/** @type {Map<string, HTMLElement>} */
const controls = new Map();
/** Title bars of the page, the newest last; those of modals are drawn by their modal. */
const bars = [];

/** `ui-title-bar`: the page's title and actions, drawn by the admin and pressed back here. */
export function defineTitleBar() {
  class TitleBar extends HTMLElement {
    connectedCallback() {
      if (this.closest("ui-modal")) return;
      bars.push(this);
      this.stopWatching = watchSoon(this, reportTitleBar);
    }

    disconnectedCallback() {
      const position = bars.indexOf(this);
      if (position >= 0) bars.splice(position, 1);
      this.stopWatching?.();
      queueMicrotask(reportTitleBar);
    }
  }
  customElements.define("ui-title-bar", TitleBar);
  onTold("press", ({ id }) => controls.get(id)?.click());
}

function reportTitleBar() {
  const bar = bars.at(-1);
  controls.clear();
  if (!bar) {
    tell("title-bar", { title: null, actions: [], groups: [] });
    return;
  }
  const known = (element) => {
    const id = String(controls.size);
    controls.set(id, element);
    return controlOf(element, id);
  };
  const pressable = (parent) => [...parent.children].filter((child) => child.matches("button, a")).map(known);
  const groups = [...bar.children]
    .filter((child) => child.matches("section"))
    .map((section) => ({ label: section.getAttribute("label") ?? "", actions: pressable(section) }));
  tell("title-bar", { title: bar.getAttribute("title"), actions: pressable(bar), groups });
}
