import { onTold, tell } from "./channel.js";

const region = document.getElementById("toasts");

/** Short messages at the bottom, one beneath another, gone after their time. */
export function offerToasts() {
  onTold("toast-show", show);
  onTold("toast-hide", ({ id }) => document.getElementById(`toast-${id}`)?.remove());
}

function show({ id, message, duration, isError, action }) {
  const toast = document.createElement("div");
  toast.id = `toast-${id}`;
  toast.className = `toast ${isError ? "toast-error" : ""}`;
  const text = document.createElement("span");
  text.textContent = message;
  toast.append(text);
  if (action) toast.append(buttonWith(action, action, () => tell("toast-action", { id })));
  const dismiss = () => {
    if (!toast.isConnected) return;
    toast.remove();
    tell("toast-dismissed", { id });
  };
  toast.append(buttonWith("✕", "Dismiss", dismiss));
  region.append(toast);
  setTimeout(dismiss, duration);
}

function buttonWith(text, label, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", press);
  return button;
}
