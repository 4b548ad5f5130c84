/** Parts that want to leave one number from some moment on. */
export interface Demand {
  at: Date;
  parts: number;
  /** "campaign “Early access”", "orders" */
  of: string;
}

/** One number's hour. */
export interface NumberHour {
  /** Beginning of the hour. */
  at: Date;
  /** What becomes due in it, and what was left of the hours before. */
  due: number;
  leftOver: number;
  canSend: number;
  /** What is not sent by its end. */
  lacks: number;
  /** What is due in it, the largest first. */
  of: string[];
}

const HOUR_MS = 3_600_000;

/** Sends what is due at the number's rate, hour by hour; what does not fit goes to the next. */
export function fillHours(demands: Demand[], partsPerSecond: number, from: Date, hours = 24): NumberHour[] {
  let leftOver = 0;
  return Array.from({ length: hours }, (_, place) => {
    const at = new Date(from.getTime() + place * HOUR_MS);
    const inside = demands.filter((it) => hourOf(it, from, hours) === place);
    const due = inside.reduce((sum, { parts }) => sum + parts, 0);
    const canSend = partsPerSecond * 3_600;
    const lacks = Math.max(0, leftOver + due - canSend);
    const hour = { at, due, leftOver, canSend, lacks, of: largestFirst(inside) };
    leftOver = lacks;
    return hour;
  });
}

/** Within the day: what was due before it is due in its first hour; what is due after it is not of it. */
function hourOf({ at }: Demand, from: Date, hours: number): number {
  const hour = Math.floor((at.getTime() - from.getTime()) / HOUR_MS);
  return hour >= hours ? -1 : Math.max(0, hour);
}

function largestFirst(demands: Demand[]): string[] {
  const byName = new Map<string, number>();
  for (const { of, parts } of demands) byName.set(of, (byName.get(of) ?? 0) + parts);
  return [...byName].toSorted(([, one], [, other]) => other - one).map(([of]) => of);
}
