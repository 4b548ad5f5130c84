import { useCallback, useEffect, useRef, useState } from "react";
import type { FormAnswer } from "#app/actions/answer";
import { useAction } from "#app/actions/use-action";
import { type KeptForm, useKept } from "#app/ui/kept/use-kept";
import type { FlowDocument } from "#domain/flows/definition/document";
import type { FlowTrigger } from "#domain/flows/definition/entry-rules";
import { withConfig } from "#domain/flows/editing/edit";
import { beginHistory, edit, redo, settle, undo } from "#platform/undo-history";

/** Long enough not to save in the middle of a word. */
const PAUSE_MS = 700;
/** Until a save that got no answer is tried again. */
const RETRY_MS = 5_000;

export interface Draft {
  document: FlowDocument;
  /** True from the first key until the server has it. */
  isSaving: boolean;
  /** Why the last save was refused. */
  error: string | null;
  change: (stepId: string, config: unknown) => void;
  /** Changes the trigger. Changes of one topic in a row are undone together. */
  changeTrigger: (trigger: FlowTrigger, topic: string) => void;
  /** Takes the document with other steps. Their forms stay as they are. */
  edit: (document: FlowDocument) => void;
  /** Saves what is not saved yet, at once. */
  flush: () => void;
  /** Takes another document in place of what is here, and saves it. */
  put: (document: FlowDocument) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  /** What the server last took: posted with each change, so that another tab's is not overwritten. */
  base: string;
  /** Set while what an earlier page could not save is shown. */
  restored: KeptForm["restored"];
  /** Back to what the server has. */
  discardRestored: () => void;
  /** Changes when something other than a form changed the document. Forms then start again. */
  generation: string;
}

/**
 * A draft that saves itself. One save is under way at a time, so that an earlier one can never land on a later one; what
 * is typed meanwhile is saved after it. Until the server has it, it is kept in the browser; a save that got no answer is
 * tried again.
 */
export function useDraft(stored: FlowDocument): Draft {
  const { fields, restored, forget, discard } = useKept("flow", { version: JSON.stringify(stored) });
  const [history, setHistory] = useState(() => beginHistory(stored));
  const { present: document } = history;
  const [epoch, setEpoch] = useState(0);
  /** What the server was last given, and what it last took. */
  const given = useRef(stored);
  const [taken, setTaken] = useState(stored);
  /** What was refused waits for another change, or for the connection. */
  const [refused, setRefused] = useState<FlowDocument | null>(null);
  const isUnsaved = document !== taken;
  const { answer, refusal, isBusy, send } = useAction(noteAnswer, { isQuiet: true });
  const isDue = isUnsaved && document !== refused && !isBusy;

  function noteAnswer({ ok }: FormAnswer): void {
    if (ok) {
      setTaken(given.current);
      setRefused(null);
      forget();
    } else setRefused(given.current);
  }

  // What was kept comes after the first render. Nothing replaces a newer version without the merchant's doing.
  const generation = useRef(fields.id);
  useEffect(() => {
    if (generation.current === fields.id) return;
    generation.current = fields.id;
    const kept = fields.startOf("document", taken);
    setHistory(beginHistory(kept));
    setRefused(restored?.isOutdated ? kept : null);
  }, [fields, taken, restored]);

  useEffect(() => fields.put("document", document, taken), [document, taken, fields]);

  const flush = useCallback(() => {
    if (!isDue) return;
    given.current = document;
    const posted = { intent: "save", document: JSON.stringify(document), base: JSON.stringify(taken) };
    send(posted);
  }, [document, taken, isDue, send]);

  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(flush, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [flush, isDue]);

  const isLost = answer?.ok === false && answer.isLost === true && refused !== null;
  useEffect(() => {
    if (!isLost) return;
    const again = () => setRefused(null);
    const timer = setTimeout(again, RETRY_MS);
    window.addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, [isLost]);

  const change = useCallback((stepId: string, config: unknown) => {
    setHistory((before) => edit(before, withConfig(before.present, stepId, config), stepId));
  }, []);

  const changeTrigger = useCallback((trigger: FlowTrigger, topic: string) => {
    setHistory((before) => edit(before, { ...before.present, trigger }, `trigger ${topic}`));
  }, []);

  const walk = useCallback((move: (before: typeof history) => typeof history) => {
    setHistory(move);
    setEpoch((before) => before + 1);
  }, []);

  const leave = useCallback(() => {
    setHistory(settle);
    flush();
  }, [flush]);

  return {
    error: refused === null ? null : refusal,
    ...{ document, change, changeTrigger, flush: leave, restored },
    edit: (other) => setHistory((before) => edit(before, other)),
    put: (other) => walk((before) => edit(before, other)),
    undo: () => walk(undo),
    redo: () => walk(redo),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isSaving: isUnsaved && refused === null,
    base: JSON.stringify(taken),
    discardRestored: discard,
    generation: `${fields.id} ${epoch}`,
  };
}
