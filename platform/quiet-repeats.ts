import { isOutage } from "./describe-error.ts";

const FIRST_SILENCE_MS = 10_000;
const LONGEST_SILENCE_MS = 5 * 60_000;
/** Kinds of lines remembered; beyond these every line is written. */
const MOST_KINDS = 200;

interface Kind {
  repeats: number;
  silenceMs: number;
}

/**
 * Decides which lines about the outage of a server are written: the first of each kind, and then one with a count for
 * every ten seconds, later every five minutes, in which there were more. `write` is called at once or when its time
 * comes; `repeats` says how many lines it stands for besides itself.
 */
export function quietRepeats(setTimer: (work: () => void, ms: number) => void = unrefTimer) {
  const kinds = new Map<string, Kind>();

  function waitForRepeats(key: string, kind: Kind, write: (repeats: number) => void): void {
    setTimer(() => {
      if (kind.repeats === 0) {
        kinds.delete(key);
        return;
      }
      write(kind.repeats);
      kind.repeats = 0;
      kind.silenceMs = Math.min(kind.silenceMs * 2, LONGEST_SILENCE_MS);
      waitForRepeats(key, kind, write);
    }, kind.silenceMs);
  }

  return function filter(error: unknown, words: string, write: (repeats: number) => void): void {
    if (!isOutage(error)) {
      write(0);
      return;
    }
    const key = `${words} ${kindOf(error)}`;
    const known = kinds.get(key);
    if (known) {
      known.repeats += 1;
      return;
    }
    write(0);
    if (kinds.size >= MOST_KINDS) return;
    const kind = { repeats: 0, silenceMs: FIRST_SILENCE_MS };
    kinds.set(key, kind);
    waitForRepeats(key, kind, write);
  };
}

function kindOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown }; // an outage is an error
  return typeof code === "string" ? code : String(message).replaceAll(/\d+/g, "").slice(0, 80);
}

function unrefTimer(work: () => void, ms: number): void {
  setTimeout(work, ms).unref();
}
