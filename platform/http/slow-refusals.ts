export interface RefusalLimits {
  /** Refusals of one visitor within the window that are answered at once. */
  mostAtOnce: number;
  windowMs: number;
  /** How long each further answer is held back. */
  holdMs: number;
  /** Answers held back at a time, of one visitor and of all. */
  mostHeldPerVisitor: number;
  mostHeldInAll: number;
}

/** Visitors that are remembered at most; beyond it the oldest are forgotten, so that a flood costs no memory. */
const MOST_KEPT = 20_000;

export interface SlowRefusals {
  /**
   * Counts a refusal of a visitor, who has any name, and resolves when it may be answered: at once, or later when this
   * visitor was refused often. False at once when too many answers are held back already. `signal`: the visitor has left.
   */
  hold(visitor: string, signal?: AbortSignal): Promise<boolean>;
  /** Answers held back now. */
  held(): number;
}

interface Visitor {
  since: number;
  count: number;
  held: number;
}

/**
 * Makes a visitor that is refused again and again wait for each answer, so that repeating at once what was refused costs a
 * timer here and not the time of others. What is not refused never comes here: it is not slowed by others of its address.
 */
export function createSlowRefusals(limits: RefusalLimits): SlowRefusals {
  const { mostAtOnce, windowMs, holdMs, mostHeldPerVisitor, mostHeldInAll } = limits;
  const visitors = new Map<string, Visitor>();
  let heldInAll = 0;

  function findVisitor(name: string): Visitor {
    const now = performance.now();
    const visitor = visitors.get(name) ?? { since: now, count: 0, held: 0 };
    if (now - visitor.since >= windowMs) Object.assign(visitor, { since: now, count: 0 });
    // The last seen stands last.
    visitors.delete(name);
    visitors.set(name, visitor);
    if (visitors.size > MOST_KEPT) visitors.delete(visitors.keys().next().value ?? "");
    return visitor;
  }

  return {
    async hold(name, signal) {
      const visitor = findVisitor(name);
      visitor.count += 1;
      if (visitor.count <= mostAtOnce) return true;
      if (visitor.held >= mostHeldPerVisitor || heldInAll >= mostHeldInAll) return false;
      visitor.held += 1;
      heldInAll += 1;
      await waitFor(holdMs, signal);
      visitor.held -= 1;
      heldInAll -= 1;
      return true;
    },
    held: () => heldInAll,
  };
}

/** Resolves after so many milliseconds, or when the signal is given. */
function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
}
