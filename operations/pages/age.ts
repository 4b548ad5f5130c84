/** How long ago, in the largest whole unit: "12 s", "3 min", "5 h", "2 d". Null is a dash. */
export function age(seconds: number | null): string {
  if (seconds === null) return "–";
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** "1,204", or "10,000+" when they were not counted to the end. */
export function count(number: number, isMore = false): string {
  return `${Math.round(number).toLocaleString("en-US")}${isMore ? "+" : ""}`;
}
