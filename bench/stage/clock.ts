import { startClock } from "@cartbell/sim/clock";
import { DateTime } from "luxon";
import type { RunOptions } from "../benchmark.ts";

/** The business time of every process of a benchmark: real time and an offset that only grows. */
export interface BenchClock {
  /** For CLOCK_URL. */
  url: string;
  now(): Date;
  /** Resolves when every process that follows the clock knows the new time. Throws for a time that has passed. */
  moveTo(instant: Date): Promise<void>;
  /** When the clock will show (or showed) `instant` if no one moves it: real milliseconds since 1970. */
  realTimeOf(instant: Date): number;
}

/** Marketing texts have legal hours, and a benchmark must run at any: it brings its own time of day. */
export async function startBenchClock({ onEnd }: Pick<RunOptions, "onEnd">, start: Date): Promise<BenchClock> {
  const clock = await startClock({ port: 0, startOffsetMs: start.getTime() - Date.now() });
  onEnd(() => clock.close());
  return {
    url: clock.url,
    now: clock.now,
    async moveTo(instant) {
      const body = JSON.stringify({ now: instant.toISOString() });
      const response = await fetch(`${clock.url}/clock`, { method: "POST", body });
      if (!response.ok) throw new Error(`The clock refused ${instant.toISOString()}: ${await response.text()}`);
    },
    realTimeOf: (instant) => instant.getTime() - (clock.now().getTime() - Date.now()),
  };
}

/** The next Tuesday: whole working days lie before and after it. `time` is New York's, "14:00". */
export function nextTuesday(time: string, from = new Date()): Date {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  let day = DateTime.fromJSDate(from, { zone: "America/New_York" }).plus({ days: 1 });
  while (day.weekday !== 2) day = day.plus({ days: 1 });
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toJSDate();
}
