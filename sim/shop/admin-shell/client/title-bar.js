import { onTold, tell } from "./channel.js";

const title = document.getElementById("title-bar-title");
const breadcrumb = document.getElementById("title-bar-breadcrumb");
const actions = document.getElementById("title-bar-actions");
const appName = title.textContent;

/** Draws what the app's `ui-title-bar` says: title, way back, actions, and menus of more actions. */
export function offerTitleBar() {
  onTold("title-bar", (bar) => {
    title.textContent = bar.title || appName;
    document.title = bar.title ? `${bar.title} · ${appName}` : appName;
    const back = bar.actions.find((one) => one.variant === "breadcrumb");
    breadcrumb.replaceChildren(...(back ? [buttonFor(back)] : []));
    const others = bar.actions.filter((one) => one.variant !== "breadcrumb");
    const primaryLast = others.toSorted(
      (one, other) => Number(one.variant === "primary") - Number(other.variant === "primary"),
    );
    actions.replaceChildren(...bar.groups.map(menuFor), ...primaryLast.map(buttonFor));
  });
}

function buttonFor({ id, label, variant, tone, isDisabled, isLoading }) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.disabled = isDisabled || isLoading;
  button.className = `button ${variant === "primary" ? "is-primary" : ""} ${tone === "critical" ? "is-critical" : ""}`;
  if (isLoading) button.setAttribute("aria-busy", "true");
  button.addEventListener("click", () => tell("press", { id }));
  return button;
}

function menuFor({ label, actions: inside }) {
  const menu = document.createElement("details");
  menu.className = "title-bar-menu";
  const summary = document.createElement("summary");
  summary.className = "button";
  summary.textContent = label;
  const entries = document.createElement("div");
  entries.append(...inside.map(buttonFor));
  entries.addEventListener("click", () => menu.removeAttribute("open"));
  menu.append(summary, entries);
  return menu;
}
