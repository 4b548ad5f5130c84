import { useCallback, useEffect, useRef, useState } from "react";

export interface OpenStep {
  /** The step whose form is open. */
  openId: string | null;
  open: (stepId: string | null) => void;
  /** Closes the form. The focus goes back to its step. */
  close: () => void;
  /** Closes the form and moves the focus to a step; null for none. */
  focus: (stepId: string | null) => void;
  /** Moves the focus to a step. The form that is open stays open. */
  refocus: (stepId: string | null) => void;
}

/** Which step's form is open, and which step gets the focus when it closes. */
export function useOpenStep(): OpenStep {
  const [{ openId, next }, set] = useState<{ openId: string | null; next: { id: string } | null }>({
    openId: null,
    next: null,
  });
  const done = useRef<object | null>(null);

  useEffect(() => {
    if (next === null || next === done.current) return;
    done.current = next;
    document.querySelector<HTMLElement>(`[data-step="${CSS.escape(next.id)}"]`)?.focus();
  }, [next]);

  const open = useCallback((stepId: string | null) => set({ openId: stepId, next: null }), []);
  const close = useCallback(() => set(({ openId: id }) => ({ openId: null, next: id === null ? null : { id } })), []);
  const focus = useCallback(
    (stepId: string | null) => set({ openId: null, next: stepId === null ? null : { id: stepId } }),
    [],
  );
  const refocus = useCallback(
    (stepId: string | null) => set((before) => ({ ...before, next: stepId === null ? null : { id: stepId } })),
    [],
  );
  return { openId, open, close, focus, refocus };
}
