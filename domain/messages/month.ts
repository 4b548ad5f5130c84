/** Names a partition of messages: the first day of a month in UTC, "2026-11-01". */
export type Month = string;

export function monthOf(instant: Date): Month {
  return `${instant.toISOString().slice(0, 7)}-01`;
}
