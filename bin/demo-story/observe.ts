import { setTimeout as sleep } from "node:timers/promises";

/** Something the story promises was not there in time. */
export class NotObserved extends Error {}

const ASK_AGAIN_MS = 100;

/** Looks until there is something to see, and returns it. Throws NotObserved, with the last sight, after `timeoutMs`. */
export async function observe<Sight>(
  what: string,
  look: () => Promise<Sight | null | undefined | false>,
  timeoutMs = 20_000,
): Promise<Sight> {
  for (const deadline = Date.now() + timeoutMs; ; await sleep(ASK_AGAIN_MS)) {
    const sight = await look();
    if (sight) return sight;
    if (Date.now() > deadline) throw new NotObserved(`${what} was not observed within ${timeoutMs / 1_000} s.`);
  }
}

export function mustBe(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new NotObserved(otherwise);
}
