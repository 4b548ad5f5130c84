import { useCallback, useEffect, useRef } from "react";
import type { FlowDocument } from "#domain/flows/definition/document";
import type { Draft } from "./use-draft.ts";

/** Says what was done, and offers to undo it. `made` is the draft after the change. */
export type OfferUndo = (sentence: string, made: FlowDocument) => void;

/**
 * A toast with "Undo" for the edit that it names. It goes when the draft becomes another, because "Undo" would then take back
 * something else.
 */
export function useUndoToast({ document, undo }: Pick<Draft, "document" | "undo">): OfferUndo {
  const shown = useRef<{ made: FlowDocument; id: string | undefined } | null>(null);
  const latest = useRef({ document, undo });
  latest.current = { document, undo };

  useEffect(() => {
    const toast = shown.current;
    if (toast === null || toast.made === document) return;
    shown.current = null;
    if (toast.id !== undefined) window.shopify?.toast.hide(toast.id);
  }, [document]);

  return useCallback((sentence, made) => {
    const onAction = () => {
      if (latest.current.document === made) latest.current.undo();
    };
    shown.current = { made, id: window.shopify?.toast.show(sentence, { action: "Undo", onAction }) };
  }, []);
}
