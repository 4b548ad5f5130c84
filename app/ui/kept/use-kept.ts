import { useLocation } from "@remix-run/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useShop } from "../shop.tsx";
import { findKept, forgetKept, forgetOld, type Place, putKept } from "./shelf.ts";
import { openTabs, thisTab } from "./tab.ts";

/** Long enough not to write at every key. */
const PAUSE_MS = 250;

/** The fields of one form, as they begin and as they are kept. */
export interface KeptFields {
  /** Another after each restore and each discard: as a key it makes the fields begin again. */
  id: number;
  /** What a field begins with: what was kept of it, else `initial`. */
  startOf: <T>(name: string, initial: T) => T;
  /** Keeps a field's value until the server has it. What equals `initial` needs no keeping. */
  put: (name: string, value: unknown, initial: unknown) => void;
}

export interface KeptForm {
  fields: KeptFields;
  /** Set while the form shows what was kept: when it was typed, and whether the record was changed since. */
  restored: { at: number; isOutdated: boolean } | null;
  /** The server has it. */
  forget: () => void;
  /** Back to what the server has. */
  discard: () => void;
}

export interface KeptOptions {
  /** Which record the form is of; the page's path when absent. */
  record?: string;
  /** Of the record as it was loaded. */
  version?: string;
}

/**
 * Keeps what is typed into a form in the browser, for this shop and this record, until the server has it; and gives it
 * back when the page is opened again: after a crash, a deploy, a lost connection, or the Back button.
 */
export function useKept(form: string, { record, version = "" }: KeptOptions = {}): KeptForm {
  const { domain } = useShop();
  const { pathname } = useLocation();
  const place = useMemo<Place>(
    () => ({ shop: domain, form, record: record ?? pathname }),
    [domain, form, record, pathname],
  );
  const values = useRef<Record<string, unknown>>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = useRef({ place, version });
  current.current = { place, version };
  const [restored, setRestored] = useState<KeptForm["restored"]>(null);

  const write = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const { place: at, version: of } = current.current;
    const kept = { at: Date.now(), version: of, values: values.current };
    void withShelf((shelf, tab) => {
      if (Object.keys(kept.values).length === 0) forgetKept(shelf, at, tab);
      else putKept(shelf, at, tab, kept);
    });
  }, []);

  const [fields, setFields] = useState<KeptFields>(() => fieldsOf(0, {}, putValue));
  function putValue(name: string, value: unknown, initial: unknown): void {
    const { [name]: _before, ...others } = values.current;
    values.current = JSON.stringify(value) === JSON.stringify(initial) ? others : { ...others, [name]: value };
    timer.current ??= setTimeout(write, PAUSE_MS);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each form and record
  useEffect(() => {
    let isCurrent = true;
    void withShelf((shelf, tab, open) => {
      forgetOld(shelf, Date.now());
      const kept = findKept(shelf, place, tab, open);
      // What is typed by now is later than what was kept.
      if (!kept || !isCurrent || Object.keys(values.current).length > 0) return;
      values.current = kept.values;
      setFields(({ id }) => fieldsOf(id + 1, kept.values, putValue));
      setRestored({ at: kept.at, isOutdated: kept.version !== current.current.version });
    });
    return () => {
      isCurrent = false;
    };
  }, [place]);

  useEffect(() => {
    const flush = () => timer.current !== undefined && write();
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      flush();
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
    };
  }, [write]);

  const forget = useCallback(() => {
    values.current = {};
    setRestored(null);
    write();
  }, [write]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `put` reads refs alone
  const discard = useCallback(() => {
    forget();
    setFields(({ id }) => fieldsOf(id + 1, {}, putValue));
  }, [forget]);
  return { fields, restored, forget, discard };
}

function fieldsOf(id: number, kept: Record<string, unknown>, put: KeptFields["put"]): KeptFields {
  return { id, put, startOf: (name, initial) => (name in kept ? likeInitial(kept[name], initial) : initial) };
}

/** What an earlier version of the app kept may lack what this one needs, or be of another kind. */
function likeInitial<T>(kept: unknown, initial: T): T {
  if (Array.isArray(kept) !== Array.isArray(initial) || typeof kept !== typeof initial || kept === null) return initial;
  if (typeof initial !== "object" || Array.isArray(initial)) return kept as T; // of the same kind
  return { ...initial, ...(kept as Partial<T>) };
}

/** In turn, so that an earlier write never lands on a later one. */
let turn: Promise<void> = Promise.resolve();

function withShelf(work: (shelf: Storage, tab: string, open: ReadonlySet<string>) => void): Promise<void> {
  turn = turn.then(async () => {
    try {
      work(window.localStorage, await thisTab(), await openTabs());
    } catch {
      // The browser keeps nothing for framed pages. What is typed lasts as long as the page.
    }
  });
  return turn;
}
