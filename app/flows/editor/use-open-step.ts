import { useCallback, useEffect, useRef, useState } from "react";

/** Which step's form is open. Closing it gives the focus back to the step it belongs to. */
export function useOpenStep() {
  const [openId, setOpenId] = useState<string | null>(null);
  const closed = useRef<string | null>(null);

  useEffect(() => {
    if (openId !== null || closed.current === null) return;
    document.querySelector<HTMLElement>(`[data-step="${CSS.escape(closed.current)}"]`)?.focus();
    closed.current = null;
  }, [openId]);

  const close = useCallback(() => {
    setOpenId((before) => {
      closed.current = before;
      return null;
    });
  }, []);
  return { openId, open: setOpenId, close };
}
