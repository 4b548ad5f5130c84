import { useCallback, useEffect, useState } from "react";
import type { CountAnswer } from "#app/segments/preview";
import type { PersonLine } from "#app/subscribers/person-line";
import { askCount, askPeople } from "./ask.ts";

/** Long enough that a typed figure asks once. */
const PAUSE_MS = 400;

export interface Preview {
  count: CountAnswer | null;
  /** When the count came, by the browser's clock. */
  countedAt: number | null;
  people: PersonLine[] | null;
  /** What is shown is of the rules as they were before. */
  isStale: boolean;
  /** The last question got no answer. */
  hasFailed: boolean;
  again: () => void;
}

type Shown = Omit<Preview, "again">;

const NOTHING: Shown = { count: null, countedAt: null, people: null, isStale: true, hasFailed: false };

/** Whom rules (as JSON; null while they are not complete) find, asked again after each pause. A question that was overtaken is cancelled. */
export function usePreview(rules: string | null): Preview {
  const [shown, setShown] = useState(NOTHING);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks the same once more
  useEffect(() => {
    const asking = new AbortController();
    const { signal } = asking;
    setShown((before) => ({ ...before, isStale: true }));
    if (rules === null) return;
    const tell = (changes: Partial<Shown>) => !signal.aborted && setShown((before) => ({ ...before, ...changes }));
    const timer = setTimeout(() => {
      askCount(rules, signal).then(
        (count) => tell({ count, countedAt: Date.now(), isStale: false, hasFailed: false }),
        () => tell({ hasFailed: true }),
      );
      askPeople(rules, signal).then(
        (people) => tell({ people }),
        () => tell({ people: null }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [rules, round]);
  return { ...shown, again: useCallback(() => setRound((before) => before + 1), []) };
}
