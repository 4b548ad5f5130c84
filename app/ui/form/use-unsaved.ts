import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** Whether a form differs from what was last saved, whatever it is made of: its fields' names and values are compared. */
export function useUnsaved(form: RefObject<HTMLFormElement | null>): {
  isUnsaved: boolean;
  /** What the form holds now, to hand to `markSaved` once it is saved. */
  contents: () => string;
  markSaved: (contents: string) => void;
  /** Looks again, after the fields were changed by something else than typing. */
  check: () => void;
} {
  const saved = useRef("");
  const [isUnsaved, setUnsaved] = useState(false);
  const contents = useCallback(() => (form.current ? contentsOf(form.current) : ""), [form]);

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    saved.current = contentsOf(element);
    // After React has written what the event made of the fields.
    const check = () => requestAnimationFrame(() => setUnsaved(contentsOf(element) !== saved.current));
    for (const type of EVENTS) element.addEventListener(type, check);
    return () => {
      for (const type of EVENTS) element.removeEventListener(type, check);
    };
  }, [form]);

  const markSaved = useCallback(
    (now: string) => {
      saved.current = now;
      setUnsaved(contents() !== now);
    },
    [contents],
  );
  const check = useCallback(() => setUnsaved(contents() !== saved.current), [contents]);
  return { isUnsaved, contents, markSaved, check };
}

/** Carried along, and no change of the merchant's. */
const NOT_TYPED = new Set(["version", "draftId"]);
const EVENTS = ["input", "change", "reset"] as const;

function contentsOf(form: HTMLFormElement): string {
  const fields = [...new FormData(form)].filter(([name]) => !NOT_TYPED.has(name));
  return JSON.stringify(fields.map(([name, value]) => [name, String(value)]));
}
