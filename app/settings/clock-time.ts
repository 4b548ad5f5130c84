/** Minutes after midnight as a time of day: 540 is "9:00 AM", 1440 is "midnight". */
export function clockTime(minute: number): string {
  if (minute === 1_440) return "midnight";
  const hour = Math.floor(minute / 60);
  const rest = String(minute % 60).padStart(2, "0");
  return `${hour % 12 === 0 ? 12 : hour % 12}:${rest} ${hour < 12 ? "AM" : "PM"}`;
}
