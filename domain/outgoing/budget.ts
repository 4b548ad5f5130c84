const HOUR_MS = 3_600_000;

/** What one shop may use of what all shops share. */
export const BUDGET = {
  /** Requests under way at a time, in all processes. */
  connections: 8,
  /** Sent and received in an hour. */
  bytes: 50 * 1024 * 1024,
  /** Time that its requests take in an hour, together: a receiver that lets us wait uses it up. */
  busyMs: HOUR_MS,
} as const;

/** What a shop has used since the start of its hour. */
export interface Usage {
  since: Date;
  bytes: number;
  busyMs: number;
}

export type Allowance = { kind: "allowed"; since: Date } | { kind: "used-up"; until: Date };

/** Whether a shop may send more. `since` is when its hour began: another begins with the first request after it. */
export function allowanceFor({ since, bytes, busyMs }: Usage, now: Date): Allowance {
  const end = new Date(since.getTime() + HOUR_MS);
  if (end <= now) return { kind: "allowed", since: now };
  const isUsedUp = bytes >= BUDGET.bytes || busyMs >= BUDGET.busyMs;
  return isUsedUp ? { kind: "used-up", until: end } : { kind: "allowed", since };
}
