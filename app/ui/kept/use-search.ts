import { useCallback, useEffect, useRef, useState } from "react";
import { useKept } from "./use-kept.ts";

/** Long enough that a typed name asks once. */
const PAUSE_MS = 300;

/**
 * What is typed into a page's search, and how to change it. Asks for it when the typing pauses. Until the page shows the
 * answer, the words are kept in the browser: when the request fails they are still there, and after a reload they are asked for
 * again.
 */
export function useSearch(asked: string, ask: (typed: string) => void): [string, (typed: string) => void] {
  const { fields, forget } = useKept("search");
  const [typed, setTyped] = useState(asked);
  const answered = useRef(asked);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what was kept
  useEffect(() => setTyped(fields.startOf("search", asked)), [fields]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts a search
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => ask(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  useEffect(() => {
    if (answered.current === asked) return;
    answered.current = asked;
    if (typed === asked) forget();
  }, [asked, typed, forget]);

  const change = useCallback(
    (text: string) => {
      setTyped(text);
      fields.put("search", text, asked);
    },
    [fields, asked],
  );
  return [typed, change];
}
