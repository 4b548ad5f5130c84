import { claimSaveBar, releaseSaveBar } from "./save-bar.js";
import { isSet } from "./watch.js";

/** What each form with `data-save-bar` held when it was last saved, and its claim to the bar. */
const known = new WeakMap();

/** Forms with `data-save-bar` show the bar while they differ from what was saved; Save submits, Discard resets. */
export function followForms() {
  for (const type of ["input", "change"]) document.addEventListener(type, (event) => check(formOf(event.target)), true);
  for (const type of ["pointerdown", "focusin"])
    document.addEventListener(type, (event) => meet(formOf(event.target)), true);
  document.addEventListener("submit", (event) => settle(formOf(event.target)), true);
  document.addEventListener("reset", (event) => setTimeout(() => settle(formOf(event.target))), true);
  // React writes a controlled field's value without an event; a form that leaves the page gives the bar back.
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") check(formOf(change.target));
      else for (const form of document.querySelectorAll("form[data-save-bar]")) meet(form);
    }
    for (const form of [...open]) if (!form.isConnected) hide(form);
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["value", "checked"] });
}

/** Forms whose changes the bar is showing. */
const open = new Set();

function formOf(target) {
  const form = target instanceof Element ? target.closest("form[data-save-bar]") : null;
  return form instanceof HTMLFormElement ? form : null;
}

function meet(form) {
  if (!form || known.has(form)) return;
  const claim = {
    look: () => ({ save: null, discard: null, confirms: isSet(form, "data-discard-confirmation") }),
    save: () => form.requestSubmit(),
    discard: () => form.reset(),
  };
  known.set(form, { saved: contents(form), claim });
}

function check(form) {
  if (!form) return;
  meet(form);
  const isChanged = contents(form) !== known.get(form).saved;
  if (isChanged === open.has(form)) return;
  if (!isChanged) return hide(form);
  open.add(form);
  claimSaveBar(known.get(form).claim);
}

function settle(form) {
  if (!form) return;
  meet(form);
  known.get(form).saved = contents(form);
  hide(form);
}

function hide(form) {
  open.delete(form);
  releaseSaveBar(known.get(form).claim);
}

function contents(form) {
  return JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : value.name]),
  );
}
