import { useMemo, useRef, useState } from "react";
import type { Draft } from "#app/flows/editor/use-draft";
import type { OpenStep } from "#app/flows/editor/use-open-step";
import { type OfferUndo, useUndoToast } from "#app/flows/editor/use-undo-toast";
import { sentenceOf } from "#app/flows/picture/picture-of";
import { everyStep, type FlowDocument, type Step } from "#domain/flows/definition/document";
import { quoted } from "#domain/flows/definition/quoted";
import { copyOf, withNewIds } from "#domain/flows/editing/copy";
import { type Edited, insertSteps, moveDown, moveUp, newStep, removeStep } from "#domain/flows/editing/edit";
import { findStep, type Place, pathAt, placeOf } from "#domain/flows/editing/tree";
import { useShop } from "../../../ui/shop.tsx";
import { readClipboard, writeClipboard } from "./clipboard.ts";
import { refusals, stepsCount } from "./sentences.ts";

/** What a merchant does to the steps. The functions stay the same ones, so that what uses them isn't drawn again. */
export interface Editing {
  add: (type: string, place: Place) => void;
  /** What was copied, below this place. */
  paste: (place: Place) => void;
  pasteAfter: (stepId: string) => void;
  copied: () => Step[];
  copy: (stepId: string, extent: "step" | "path") => void;
  cut: (stepId: string) => void;
  /** The same step once more, after it. */
  duplicate: (stepId: string) => void;
  /** Asks first when steps inside would go with it. */
  remove: (stepId: string) => void;
  removeKeeping: (stepId: string, arm: string | null) => void;
  move: (stepId: string, direction: "up" | "down") => void;
  undo: () => void;
  redo: () => void;
}

export interface EditingState {
  editing: Editing;
  /** For screen readers: what was just done. */
  said: string;
  /** The branch that is to be deleted, while the merchant is asked which path stays. */
  askingAbout: string | null;
  stopAsking: () => void;
}

/** Edits the draft's tree, moves the focus along and says what was done. */
export function useEditing(draft: Draft, openStep: OpenStep): EditingState {
  const { domain } = useShop();
  const [said, say] = useState("");
  const [askingAbout, askAbout] = useState<string | null>(null);
  const latest = useRef({ draft, openStep });
  latest.current = { draft, openStep };
  const offerUndo = useUndoToast(draft);
  const editing = useMemo(() => edits(() => latest.current, { domain, say, askAbout, offerUndo }), [domain, offerUndo]);
  return { editing, said, askingAbout, stopAsking: () => askAbout(null) };
}

interface Outward {
  domain: string;
  say: (sentence: string) => void;
  askAbout: (stepId: string | null) => void;
  offerUndo: OfferUndo;
}

function edits(
  now: () => { draft: Draft; openStep: OpenStep },
  { domain, say, askAbout, offerUndo }: Outward,
): Editing {
  const stepOf = (stepId: string) => findStep(now().draft.document.steps, stepId);
  const nameOf = (stepId: string) => nameIn(stepOf(stepId));

  function take(result: Edited, sentence: string, show: (stepId: string | null) => void): boolean {
    if (result.kind === "refused") {
      say(refusals[result.because]);
      window.shopify?.toast.show(refusals[result.because], { isError: true });
      return false;
    }
    now().draft.edit(result.document);
    show(result.focus);
    say(sentence);
    return true;
  }

  const open = (stepId: string | null) => now().openStep.open(stepId);
  const focus = (stepId: string | null) => now().openStep.focus(stepId);
  /** What has the focus keeps it: the step's card, or a button of its form. */
  const keep = (stepId: string | null) => {
    if (document.activeElement?.hasAttribute("data-step")) now().openStep.refocus(stepId);
  };

  function pasteAt(flow: FlowDocument, place: Place): void {
    const steps = withNewIds(readClipboard(domain), newStepId);
    if (steps.length === 0) say("Nothing was copied.");
    else take(insertSteps(flow, place, steps), `Pasted ${stepsCount(everyStep(steps).length)}.`, focus);
  }

  function removeKeeping(stepId: string, arm: string | null): void {
    askAbout(null);
    const { document } = now().draft;
    const sentence = `Deleted ${nameOf(stepId)}.`;
    const removed = removeStep(document, stepId, arm);
    if (take(removed, sentence, focus) && removed.kind === "edited") offerUndo(sentence, removed.document);
  }

  return {
    add(type, place) {
      const step = newStep(type, newStepId());
      take(insertSteps(now().draft.document, place, [step]), `Added ${nameIn(step)}.`, open);
    },
    paste: (place) => pasteAt(now().draft.document, place),
    pasteAfter(stepId) {
      const { document } = now().draft;
      const at = placeOf(document.steps, stepId);
      const step = stepOf(stepId);
      if (!at || !step) return;
      const [arm] = Object.keys(step.arms);
      // After a branch there is nothing: what is pasted begins its first path.
      pasteAt(document, arm === undefined ? { ...at, index: at.index + 1 } : { path: { stepId, arm }, index: 0 });
    },
    copied: () => readClipboard(domain),
    copy(stepId, extent) {
      const steps = copyOf(now().draft.document.steps, stepId, extent);
      writeClipboard(domain, steps);
      const sentence = `Copied ${stepsCount(everyStep(steps).length)}.`;
      say(sentence);
      window.shopify?.toast.show(sentence);
    },
    cut(stepId) {
      const { document } = now().draft;
      writeClipboard(domain, copyOf(document.steps, stepId, "step"));
      take(removeStep(document, stepId, null), `Cut ${nameOf(stepId)}.`, focus);
    },
    duplicate(stepId) {
      const { document } = now().draft;
      const at = placeOf(document.steps, stepId);
      const step = stepOf(stepId);
      if (!at || !step) return;
      const hasArms = Object.keys(step.arms).length > 0;
      // A branch is the last of its path: its copy comes before it.
      const place = hasArms ? at : { ...at, index: at.index + 1 };
      take(insertSteps(document, place, withNewIds([step], newStepId)), `Duplicated ${nameIn(step)}.`, open);
    },
    remove(stepId) {
      const inside = Object.values(stepOf(stepId)?.arms ?? {}).flat();
      if (inside.length === 0) return removeKeeping(stepId, null);
      open(stepId);
      askAbout(stepId);
    },
    removeKeeping,
    move(stepId, direction) {
      const move = direction === "up" ? moveUp : moveDown;
      const { document } = now().draft;
      const result = move(document, stepId);
      take(
        result,
        result.kind === "edited" ? `Moved ${nameOf(stepId)} to ${whereIs(result.document, stepId)}.` : "",
        keep,
      );
    },
    undo() {
      if (!now().draft.canUndo) return say("Nothing to undo.");
      now().draft.undo();
      say("Undone.");
    },
    redo() {
      if (!now().draft.canRedo) return say("Nothing to redo.");
      now().draft.redo();
      say("Redone.");
    },
  };
}

function whereIs({ steps }: FlowDocument, stepId: string): string {
  const place = placeOf(steps, stepId);
  const count = place ? (pathAt(steps, place.path)?.length ?? 0) : 0;
  return `position ${(place?.index ?? 0) + 1} of ${count}${place?.path ? " in its path" : ""}`;
}

function nameIn(step: Step | null): string {
  return step ? quoted(sentenceOf(step)) : "the step";
}

/** Never one that the flow had before: reports, and people on their way, know steps by their ids. */
function newStepId(): string {
  return `s-${crypto.randomUUID()}`;
}
