import { type Dispatch, takeTurn } from "#domain/dispatch/turn";
import { type Enqueue, enqueueAll, keyOf, type Turn, turnJob } from "#domain/jobs";
import type { Rests } from "#platform/redis/rests";

/** Longer waits are left to the sweep. */
const LONGEST_TIMER_MS = 60_000;

/**
 * Gives a shop its turn. While it has more, its job is enqueued again and goes to the end of the line. One that must wait for
 * its number's rate, or for a provider that is away, is enqueued at that very moment, and until then no sweep looks at it.
 */
export function dispatchWorker(dispatch: Dispatch, enqueue: Enqueue, rests: Rests) {
  return async function handle(turn: Turn): Promise<void> {
    const next = await takeTurn(dispatch, turn);
    const again = () => enqueueAll(enqueue, [turnJob(turn)]);
    if (next.kind === "again") await again();
    if (next.kind !== "wait") return;
    const ms = Math.min(next.ms, LONGEST_TIMER_MS);
    await rests.rest(keyOf(turn), ms);
    setTimeout(() => void again(), ms).unref();
  };
}
