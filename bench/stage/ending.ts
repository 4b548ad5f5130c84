import { setTimeout as sleep } from "node:timers/promises";
import { describeError } from "../../bin/progress.ts";

/** What takes longer is left behind: closing a pool waits for its statements, and stopping the servers ends them. */
const PATIENCE_MS = 15_000;

export interface Ending {
  add(undo: () => Promise<void> | void): void;
  /** Undoes everything, the last first, even if a step fails. A second call waits for the first. */
  run(): Promise<void>;
}

/** Collects what must be undone when a benchmark ends, however it ends. */
export function createEnding(say: (line: string) => void): Ending {
  const undos: (() => Promise<void> | void)[] = [];
  let running: Promise<void> | null = null;

  async function undoAll(): Promise<void> {
    for (let undo = undos.pop(); undo; undo = undos.pop()) {
      try {
        await Promise.race([undo(), sleep(PATIENCE_MS, undefined, { ref: false })]);
      } catch (error) {
        say(`Could not be cleaned up: ${describeError(error)}`);
      }
    }
  }

  return {
    add: (undo) => void undos.push(undo),
    run: () => {
      running ??= undoAll();
      return running;
    },
  };
}
