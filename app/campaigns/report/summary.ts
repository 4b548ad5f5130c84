import { type Counts, sentOf } from "#domain/campaigns/report/recipient-counts";

/** Of the bar: parts that add up to the audience, in the order they are drawn. */
export interface Share {
  kind: "sent" | "failed" | "skipped" | "unknown" | "left";
  label: string;
  count: number;
}

/** Where everyone is, for the bar: what is not there yet is what is left. */
export function sharesOf(counts: Counts): Share[] {
  const { failed, skipped, expired, unknown, queued, quietHours, waiting, sending } = counts;
  const shares: Share[] = [
    { kind: "sent", label: "sent", count: sentOf(counts) },
    { kind: "failed", label: "failed", count: failed },
    { kind: "skipped", label: "skipped or expired", count: skipped + expired },
    { kind: "unknown", label: "outcome unknown", count: unknown },
    { kind: "left", label: "remaining", count: queued + quietHours + waiting + sending },
  ];
  return shares.filter(({ count }) => count > 0);
}

export interface SummaryOptions {
  /** It leaves at an hour of each recipient's own. */
  hasLocalTime?: boolean;
  /** The audience still grows: no number is a share of it yet. */
  isCounting?: boolean;
}

/** "1,204 of 1,310 sent · 71 in quiet hours until 8:00 AM · 35 skipped": why the first number isn't the second. */
export function summaryOf(
  counts: Counts,
  audience: number,
  formatTime: (at: Date) => string,
  { hasLocalTime = false, isCounting = false }: SummaryOptions = {},
): string {
  if (isCounting && audience === 0) return "Counting audience…";
  const { queued, quietHours, quietHoursEndAt, waiting, sending, failed, skipped, expired, unknown } = counts;
  const until = quietHoursEndAt ? ` until ${formatTime(quietHoursEndAt)}` : "";
  const reasons: [number, string][] = [
    [queued + sending, "queued"],
    [quietHours, `${hasLocalTime ? "waiting for local time" : "in quiet hours"}${until}`],
    [waiting, "waiting"],
    [failed, "failed"],
    [skipped, "skipped"],
    [expired, "expired"],
    [unknown, "outcome unknown"],
  ];
  const parts = reasons.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
  const sent = formatCount(sentOf(counts));
  const first = isCounting
    ? `${sent} sent · ${formatCount(audience)} people counted so far`
    : `${sent} of ${formatCount(audience)} sent`;
  return [first, ...parts].join(" · ");
}

function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
