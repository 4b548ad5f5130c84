const HOUR_MS = 3_600_000;

/** What one endpoint may use of what all shops share. */
export const LIMITS = {
  /** Events under way at a time, in all processes: each of another person. */
  underWay: 16,
  /** Events that wait. With more, no further ones are recorded until half of them are gone: the oldest are kept. */
  waiting: 100_000,
  /** An event that was not accepted so long after its first attempt is given up, and the person's next one is sent. */
  giveUpAfterMs: 3 * 24 * HOUR_MS,
  /** Events wait so long for their first attempt at most, and are kept so long after their end, with their bodies, to be shown and sent again. */
  keptDays: 30,
  /** Endpoints of a shop. */
  endpoints: 10,
} as const;
