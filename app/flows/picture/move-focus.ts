import type { KeyboardEvent } from "react";

/** The arrow keys move between steps: up and down in reading order, left and right to the path beside. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const { key, altKey, ctrlKey, metaKey, currentTarget, target } = event;
  if (altKey || ctrlKey || metaKey || !(target instanceof HTMLElement) || target.dataset.step === undefined) return;
  const next = key.startsWith("Arrow") ? neighbor(currentTarget, target, key) : null;
  if (key.startsWith("Arrow")) event.preventDefault();
  next?.focus();
}

function neighbor(picture: HTMLElement, from: HTMLElement, key: string): HTMLElement | null {
  const steps = [...picture.querySelectorAll<HTMLElement>("button[data-step]")];
  const at = steps.indexOf(from);
  if (key === "ArrowDown") return steps[at + 1] ?? null;
  if (key === "ArrowUp") return steps[at - 1] ?? null;
  const forward = key === "ArrowRight";
  // The nearest path around it that has another one on that side with a step in it.
  for (let path = from.closest("[data-path]"); path; path = path.parentElement?.closest("[data-path]") ?? null) {
    const beside = forward ? path.nextElementSibling : path.previousElementSibling;
    const first = beside?.querySelector<HTMLElement>("button[data-step]");
    if (first) return first;
  }
  return null;
}
