import { type Dispatch, takeTurn } from "#domain/dispatch/turn";
import { type Ring, ringAll, type Turn, turnBell } from "#domain/jobs";

/** Longer waits are left to the sweep. */
const LONGEST_TIMER_MS = 5_000;

/** Gives a shop its turn. While it has more, it is rung again and so goes to the end of the line. */
export function dispatchWorker(dispatch: Dispatch, ring: Ring) {
  return async function handle(turn: Turn): Promise<void> {
    const next = await takeTurn(dispatch, turn);
    const again = () => ringAll(ring, [turnBell(turn)]);
    if (next.kind === "again") await again();
    if (next.kind === "wait") ringLater(again, next.ms);
  };
}

function ringLater(ring: () => Promise<void>, ms: number): void {
  setTimeout(() => void ring(), Math.min(ms, LONGEST_TIMER_MS)).unref();
}
