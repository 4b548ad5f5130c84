import { setTimeout as sleep } from "node:timers/promises";

const ASK_AGAIN_MS = 50;

/** Asks again until it is so, and returns what was seen. Throws, naming what was awaited, after `timeoutMs`. */
export async function until<Sight>(
  what: string,
  look: () => Promise<Sight | null | undefined | false>,
  timeoutMs = 20_000,
): Promise<Sight> {
  for (const deadline = performance.now() + timeoutMs; ; await sleep(ASK_AGAIN_MS)) {
    const sight = await look();
    if (sight) return sight;
    if (performance.now() > deadline) throw new Error(`Not seen within ${timeoutMs} ms: ${what}.`);
  }
}
