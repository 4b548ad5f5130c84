const SLOT_MS = 5_000;
const SLOTS = 60_000 / SLOT_MS;

export interface MinuteCount {
  note(): void;
  /** How many were noted in the last minute, to within five seconds. */
  read(): number;
}

/** Counts how often something happened in the last minute, at the cost of twelve numbers. `now` is real time in milliseconds. */
export function minuteCount(now: () => number = () => performance.now()): MinuteCount {
  const counts = new Array<number>(SLOTS).fill(0);
  let slot = Math.floor(now() / SLOT_MS);

  /** Empties the slots that have become a minute old. */
  function moveOn(): void {
    const present = Math.floor(now() / SLOT_MS);
    for (let passed = Math.min(present - slot, SLOTS); passed > 0; passed -= 1)
      counts[(present - passed + 1) % SLOTS] = 0;
    slot = present;
  }

  return {
    note() {
      moveOn();
      counts[slot % SLOTS] = (counts[slot % SLOTS] ?? 0) + 1;
    },
    read() {
      moveOn();
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}
