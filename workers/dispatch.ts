import { dispatchJob, type Lane, type Ring } from "#domain/jobs";
import { type Dispatch, dispatchSlice } from "#domain/messages/dispatch";

/** Longer waits are left to the sweep. */
const LONGEST_TIMER_MS = 5_000;

/** Gives a lane its turn. While it has more, it is rung again and so goes to the end of the line. */
export function dispatchWorker(dispatch: Dispatch, ring: Ring) {
  return async function handle(lane: Lane): Promise<void> {
    const next = await dispatchSlice(dispatch, lane);
    if (next.kind === "again") await ring(dispatchJob(lane.class), lane);
    if (next.kind === "wait") ringLater(() => ring(dispatchJob(lane.class), lane), next.ms);
  };
}

function ringLater(ring: () => Promise<void>, ms: number): void {
  setTimeout(() => void ring(), Math.min(ms, LONGEST_TIMER_MS)).unref();
}
