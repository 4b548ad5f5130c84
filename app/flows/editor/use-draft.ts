import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { FlowDocument } from "#domain/flows/document";
import type { FormAnswer } from "../../form-answer.ts";
import { withConfig } from "./edit.ts";

/** Long enough not to save in the middle of a word. */
const PAUSE_MS = 700;

export interface Draft {
  document: FlowDocument;
  /** True from the first key until the server has it. */
  isSaving: boolean;
  /** Why the last save was refused. */
  error: string | null;
  change: (stepId: string, config: unknown) => void;
  /** Saves what is not saved yet, at once. */
  flush: () => void;
  /** Takes another document in place of what is here, and saves it. */
  put: (document: FlowDocument) => void;
}

/**
 * A draft that saves itself. One save is under way at a time, so that an earlier one can never land on a later one; what
 * is typed meanwhile is saved after it.
 */
export function useDraft(stored: FlowDocument): Draft {
  const fetcher = useFetcher<FormAnswer>();
  const { submit, state, data } = fetcher;
  const [document, setDocument] = useState(stored);
  /** What the server was last given. */
  const given = useRef(stored);
  const isUnsaved = document !== given.current;

  const flush = useCallback(() => {
    if (!isUnsaved || state !== "idle") return;
    given.current = document;
    submit({ intent: "save", document: JSON.stringify(document) }, { method: "post" });
  }, [document, isUnsaved, state, submit]);

  useEffect(() => {
    if (!isUnsaved || state !== "idle") return;
    const timer = setTimeout(flush, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [flush, isUnsaved, state]);

  const change = useCallback((stepId: string, config: unknown) => {
    setDocument((before) => withConfig(before, stepId, config));
  }, []);

  const error = data && !data.ok ? (Object.values(data.errors)[0] ?? null) : null;
  return { document, isSaving: isUnsaved || state !== "idle", error, change, flush, put: setDocument };
}
