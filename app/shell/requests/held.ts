import type { Failure } from "./failure.ts";

/** What stands in the notice; null while every request gets its answer. */
export interface Trouble {
  failure: Failure;
  /** True while it is being asked again. */
  isTrying: boolean;
}

/** Between two tries of its own, longer each time. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

const waiting = new Set<() => void>();
const listeners = new Set<() => void>();
let trouble: Trouble | null = null;
let tries = 0;

/** Resolves when the request is to be made again: on the merchant's word, or by itself once `passes` allows it. */
export function holdRequest(failure: Failure, passes: boolean, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
    const timer = passes ? setTimeout(retryAll, pause) : undefined;
    const end = () => {
      clearTimeout(timer);
      waiting.delete(retryAll);
      signal?.removeEventListener("abort", onAbort);
    };
    function retryAll(): void {
      end();
      tries += 1;
      showTrouble({ failure, isTrying: true });
      resolve();
    }
    function onAbort(): void {
      end();
      if (waiting.size === 0) showTrouble(null);
      reject(signal?.reason);
    }
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort);
    waiting.add(retryAll);
    showTrouble({ failure, isTrying: false });
  });
}

/** The notice has served its purpose when an answer is there and no request waits. */
export function noteAnswer(): void {
  tries = 0;
  if (waiting.size === 0) showTrouble(null);
}

/** Makes every held request again. */
export function retryHeld(): void {
  for (const again of [...waiting]) again();
}

export function currentTrouble(): Trouble | null {
  return trouble;
}

export function onTrouble(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function showTrouble(next: Trouble | null): void {
  if (trouble?.failure === next?.failure && trouble?.isTrying === next?.isTrying) return;
  trouble = next;
  for (const listener of listeners) listener();
}
