import { useShop } from "./shop.tsx";

export interface LocalTimeProps {
  at: Date | string;
  /** date: "Nov 21, 2026" · time: adds "3:04 PM PST" */
  show?: "date" | "time";
}

/** A moment in the shop's time zone, with the zone named. */
export function LocalTime({ at, show = "time" }: LocalTimeProps) {
  const { timeZone } = useShop();
  const instant = new Date(at);
  return (
    // Node's and the browser's Intl may put different kinds of blanks before "PM".
    <time dateTime={instant.toISOString()} suppressHydrationWarning>
      {formatTime(instant, timeZone, show)}
    </time>
  );
}

/** A day of the calendar, "2026-11-24", as "Nov 24, 2026": the same day wherever it is read. */
export function formatDay(day: string): string {
  return formatTime(`${day.slice(0, 10)}T00:00:00Z`, "UTC", "date");
}

export function formatTime(at: Date | string, timeZone: string, show: "date" | "time" = "time"): string {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    ...(show === "time" ? { hour: "numeric", minute: "2-digit", timeZoneName: "short" } : {}),
  }).format(new Date(at));
}
