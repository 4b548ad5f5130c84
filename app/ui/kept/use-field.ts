import {
  createContext,
  type Dispatch,
  type SetStateAction,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import type { KeptFields } from "./use-kept.ts";

/** The form that a field belongs to. */
export const FieldsOfForm = createContext<KeptFields | null>(null);

/** A field's state, like useState, that is kept in the browser until the server has it. */
export function useField<T>(name: string, initial: T): [T, Dispatch<SetStateAction<T>>] {
  const [start, put] = useKeeper(name, initial);
  const [value, setValue] = useState(start);
  const first = useRef(value);
  useEffect(() => {
    if (value === first.current) return;
    first.current = value;
    put(value);
  }, [value, put]);
  return [value, setValue];
}

/** For fields with a state of their own kind: what they begin with, and how to keep a change. */
export function useKeeper<T>(name: string, initial: T): [T, (value: T) => void] {
  const fields = useContext(FieldsOfForm);
  const [start] = useState(() => (fields ? fields.startOf(name, initial) : initial));
  const saved = useRef(initial);
  saved.current = initial;
  const put = useCallback((value: T) => fields?.put(name, value, saved.current), [fields, name]);
  return [start, put];
}
