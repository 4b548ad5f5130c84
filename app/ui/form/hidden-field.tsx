import { useEffect, useRef } from "react";

/** Carries the value of a control that is no native input, and tells the form, and so the save bar, when it changes. */
export function HiddenField({ name, value }: { name: string; value: string }) {
  const input = useRef<HTMLInputElement>(null);
  const first = useRef(value);
  useEffect(() => {
    if (value !== first.current) input.current?.dispatchEvent(new Event("change", { bubbles: true }));
  }, [value]);
  return <input ref={input} type="hidden" name={name} value={value} />;
}
