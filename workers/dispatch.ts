import { type Dispatch, takeTurn } from "#domain/dispatch/turn";
import { keyOf, type Ring, ringAll, type Turn, turnBell } from "#domain/jobs";
import type { Rests } from "#platform/redis/rests";

/** Longer waits are left to the sweep. */
const LONGEST_TIMER_MS = 60_000;

/**
 * Gives a shop its turn. While it has more, it is rung again and so goes to the end of the line. One that must wait for
 * its number's rate, or for a provider that is away, is rung at that very moment, and until then no sweep looks at it.
 */
export function dispatchWorker(dispatch: Dispatch, ring: Ring, rests: Rests) {
  return async function handle(turn: Turn): Promise<void> {
    const next = await takeTurn(dispatch, turn);
    const again = () => ringAll(ring, [turnBell(turn)]);
    if (next.kind === "again") await again();
    if (next.kind !== "wait") return;
    const ms = Math.min(next.ms, LONGEST_TIMER_MS);
    await rests.rest(keyOf(turn), ms);
    setTimeout(() => void again(), ms).unref();
  };
}
