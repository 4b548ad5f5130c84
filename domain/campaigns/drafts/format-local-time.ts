/** "Fri, Nov 27, 2026, 10:00 AM": an hour ("2026-11-27T10:00") as it is read on any wall, whatever clock the browser has. */
export function formatLocalTime(localTime: string): string {
  const at = new Date(`${localTime}:00Z`);
  if (Number.isNaN(at.getTime())) return localTime.replace("T", " ");
  const day = { weekday: "short", year: "numeric", month: "short", day: "numeric" } as const;
  return at.toLocaleString("en-US", { ...day, hour: "numeric", minute: "2-digit", timeZone: "UTC" });
}
