import { setImmediate as nextTurn } from "node:timers/promises";

export interface Pace {
  /** True once the work has kept the process busy for the time given. */
  isDue(): boolean;
  /** Lets whatever else waits in the process run, and starts counting again. */
  letOthersRun(): Promise<void>;
}

/** For loops over many items: `if (pace.isDue()) await pace.letOthersRun()` keeps each stretch to about `everyMs`. */
export function paceFor(everyMs: number): Pace {
  let since = performance.now();
  return {
    isDue: () => performance.now() - since >= everyMs,
    letOthersRun: async () => {
      await nextTurn();
      since = performance.now();
    },
  };
}
