import { type KeyboardEvent, useEffect } from "react";
import type { Editing } from "./use-editing.ts";

/** Undo and redo wherever the focus is, except in a text: there the browser's own undo is meant. */
export function useUndoKeys({ undo, redo }: Editing): void {
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent): void {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y") || isText(event.target)) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redo();
      else undo();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [undo, redo]);
}

/** What the keyboard does to the step that has the focus. */
export function onStepKey(event: KeyboardEvent, editing: Editing): void {
  const stepId = event.target instanceof HTMLElement ? event.target.dataset.step : undefined;
  if (stepId === undefined) return;
  const does = actionOf(event, editing);
  if (!does) return;
  event.preventDefault();
  does(stepId);
}

function actionOf(event: KeyboardEvent, editing: Editing): ((stepId: string) => void) | null {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) {
    if (hasSelection()) return null;
    if (key.toLowerCase() === "c") return (id) => editing.copy(id, shiftKey ? "path" : "step");
    if (key.toLowerCase() === "x") return editing.cut;
    return key.toLowerCase() === "v" ? editing.pasteAfter : null;
  }
  if (event.altKey && key === "ArrowUp") return (id) => editing.move(id, "up");
  if (event.altKey && key === "ArrowDown") return (id) => editing.move(id, "down");
  return key === "Delete" || key === "Backspace" ? editing.remove : null;
}

/** Words that are marked on the page are what is to be copied. */
function hasSelection(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]") !== null;
}
