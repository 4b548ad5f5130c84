import { answer, onTold, tell } from "./channel.js";

const bar = document.getElementById("save-bar");
const save = document.getElementById("save-bar-save");
const discard = document.getElementById("save-bar-discard");
const dialog = document.getElementById("leave-dialog");
let confirmsDiscard = false;

/** Shows the bar while the app has unsaved changes. Returns a question: may the merchant leave, changes and all? */
export function offerSaveBar() {
  onTold("save-bar", ({ isOpen, save: saving, discard: discarding, confirms }) => {
    bar.hidden = !isOpen;
    confirmsDiscard = Boolean(confirms);
    if (!isOpen) return;
    dress(save, saving, "Save");
    dress(discard, discarding, "Discard");
  });
  onTold("leave", async (message) => answer(message, await mayDiscard()));
  save.addEventListener("click", () => tell("save"));
  discard.addEventListener("click", async () => {
    if (!confirmsDiscard || (await mayDiscard())) tell("discard");
  });
  window.addEventListener("beforeunload", (event) => {
    if (!bar.hidden) event.preventDefault();
  });
  return async () => {
    if (bar.hidden) return true;
    if (!(await mayDiscard())) return false;
    tell("discard");
    bar.hidden = true;
    return true;
  };
}

function dress(button, control, label) {
  button.textContent = control?.label || label;
  button.disabled = Boolean(control?.isDisabled || control?.isLoading);
  button.toggleAttribute("aria-busy", Boolean(control?.isLoading));
}

function mayDiscard() {
  dialog.returnValue = "stay";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "leave"), { once: true });
  });
}
