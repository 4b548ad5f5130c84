import type { Rehearsal } from "../rehearse.ts";

type Judged = Pick<Rehearsal, "breaches" | "climb" | "bottleneck"> & { day: Pick<Rehearsal["day"], "abortedAt"> };

/** The result in one or two sentences. */
export function verdictOf({ day, breaches, climb, bottleneck }: Judged): string {
  const why = bottleneck ? `First bottleneck: ${bottleneck.resource}. ${bottleneck.because}` : "";
  if (!climb) {
    const [first] = breaches;
    return `Stopped in the hour of ${day.abortedAt}:00, because an objective did not hold. ${first?.sentence ?? ""} ${why}`;
  }
  const { bears, breaksAt } = climb;
  const headroom =
    breaksAt === null
      ? `The busiest hour was borne ${bears} times as busy as the shape, the most that was tried.`
      : bears > 0
        ? `The busiest hour was borne ${bears} times as busy as the shape, and not ${breaksAt} times.`
        : `The busiest hour was not borne ${breaksAt} times as busy as the shape.`;
  return `${headroom} ${why}`;
}
