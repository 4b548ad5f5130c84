import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Loads the page's data again and again while something on it moves: `everyMs` after the last answer, so that a slow
 * page asks less often, and not while no one looks.
 */
export function useLive(isMoving: boolean, everyMs = 2_000): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isMoving || state !== "idle") return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [isMoving, state, revalidate, everyMs]);
}
