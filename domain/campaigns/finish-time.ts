/** Texts that may leave from some time on. */
export interface Backlog {
  dueAt: Date;
  parts: number;
}

/** When a number with this throughput will have sent it all: it idles only while nothing is due. */
export function finishTime(backlogs: Backlog[], partsPerSecond: number, now: Date): Date {
  let at = now.getTime();
  for (const { dueAt, parts } of backlogs.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()))
    at = Math.max(at, dueAt.getTime()) + (parts / partsPerSecond) * 1_000;
  return new Date(Math.round(at));
}
