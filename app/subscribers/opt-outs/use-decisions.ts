import { useEffect, useState } from "react";
import { useAction } from "#app/actions/use-action";

export type Outcome = "opted-out" | "kept" | "open";

export interface Decisions {
  /** The reply that keys decide about; null when none waits. */
  current: string | null;
  choose: (id: string) => void;
  decide: (id: string, to: Outcome) => void;
  isBusy: boolean;
  /** Why the last decision was refused. */
  refusal: string | null;
}

/**
 * Decisions by button and by key: O opts out, N does not, U takes the last one back, the arrows (and J, K) go from one
 * reply to the next. Keys count for no one who is typing.
 */
export function useDecisions(open: { id: string }[], decided: { id: string; decidedBy: string | null }[]): Decisions {
  const { refusal, isBusy, send } = useAction();
  const [chosen, choose] = useState<string | null>(null);
  const current = open.find(({ id }) => id === chosen)?.id ?? open[0]?.id ?? null;
  const decide = (id: string, to: Outcome) => {
    if (isBusy) return;
    // The next one in line is the next to be decided about.
    const next = open[open.findIndex((it) => it.id === id) + 1];
    if (to !== "open" && id === current) choose(next?.id ?? null);
    send({ reply: id, to });
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const step = key === "arrowdown" || key === "j" ? 1 : key === "arrowup" || key === "k" ? -1 : 0;
      const last = decided.find(({ decidedBy }) => decidedBy !== "shopper");
      if (step !== 0) {
        const next = open[open.findIndex(({ id }) => id === current) + step];
        if (next) choose(next.id);
      } else if (key === "o" && current) decide(current, "opted-out");
      else if (key === "n" && current) decide(current, "kept");
      else if (key === "u" && last) decide(last.id, "open");
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return { current, choose, decide, isBusy, refusal };
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
