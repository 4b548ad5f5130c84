import { setTimeout as sleep } from "node:timers/promises";
import { realNow, until } from "./campaign.ts";
import type { Stage } from "./stage.ts";

/** A text that has not come this long after the last event counts as if it came then. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 3_000;

export interface Arrivals {
  /** When the text to each phone arrived at the carrier: real milliseconds since 1970. */
  at: Map<number, number>;
  /** Texts to other people. */
  others: number[];
}

/** Waits for texts to these phones, and reads from the carrier's record when each came. */
export async function untilArrived({ carrier }: Stage, wanted: Set<number>): Promise<Arrivals> {
  const deadline = realNow() + PATIENCE_MS;
  // Reading the record holds up the carrier for a moment: not while texts are still expected.
  await sleep(PAUSE_MS);
  return until(
    "the last texts",
    PATIENCE_MS * 2,
    async () => {
      const { count, at, to } = await carrier.recorded();
      const arrivals: Arrivals = { at: new Map(), others: [] };
      for (let index = 0; index < count; index += 1) {
        const [phone = 0, time = 0] = [to[index], at[index]];
        if (!wanted.has(phone)) arrivals.others.push(time);
        else if (!arrivals.at.has(phone)) arrivals.at.set(phone, time);
      }
      return arrivals.at.size === wanted.size || realNow() > deadline ? arrivals : null;
    },
    1_000,
  );
}
