import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Far more than counted work takes, also on a machine that is busy with other things. */
const DEADLINE_MS = 1_000;
const START_MS = 20_000;
/** A template that cannot be tried at once is tried later; the queue does not grow with what merchants send. */
const MOST_WAITING = 50;
const MEGABYTES = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

export type TemplateTrial =
  | { kind: "tried"; problem: string | null }
  /** It did not answer in time, or used up its memory; its thread was ended. */
  | { kind: "stopped" }
  /** Too many others wait. */
  | { kind: "busy" };

/** Tries a template; see `openTemplateThread`. */
export const tryTemplate = openTemplateThread(new URL("./template-worker.ts", import.meta.url));

/**
 * Returns a function that renders a template once, with sample values, on a thread that is ended when it does not answer in
 * time. Templates are tried one after another, so a stuck one costs those behind it the deadline and the process nothing.
 * The function never throws. The thread starts with the first template and keeps no process alive.
 */
export function openTemplateThread(
  worker: URL,
  deadlineMs = DEADLINE_MS,
): (template: string) => Promise<TemplateTrial> {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function tryInTurn(template: string): Promise<TemplateTrial> {
    if (waiting >= MOST_WAITING) return { kind: "busy" };
    waiting += 1;
    const turn = last.then(() => tryNow(template));
    last = turn;
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
  }

  async function tryNow(template: string): Promise<TemplateTrial> {
    try {
      const ready = await readyThread();
      const answer = once(ready, "message", { signal: AbortSignal.timeout(deadlineMs) });
      ready.postMessage(template);
      const [problem] = await answer;
      return { kind: "tried", problem: problem as string | null }; // posted by template-worker.ts
    } catch {
      // No answer in time, or out of memory: both are the template's doing.
      await endThread();
      return { kind: "stopped" };
    }
  }

  async function readyThread(): Promise<Worker> {
    if (thread) return thread;
    const started = new Worker(worker, { resourceLimits: MEGABYTES });
    thread = started;
    started.unref();
    started.once("exit", () => {
      if (thread === started) thread = null;
    });
    await once(started, "message", { signal: AbortSignal.timeout(START_MS) });
    return started;
  }

  async function endThread(): Promise<void> {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  }

  return tryInTurn;
}
