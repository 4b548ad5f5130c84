/** "48,000 lines a second · about 3 minutes left". */
export function describePace(
  { linesPerSecond, bytesPerSecond }: { linesPerSecond: number; bytesPerSecond: number },
  bytesLeft: number,
): string {
  const pace = `${Math.round(linesPerSecond).toLocaleString("en-US")} lines per second`;
  return bytesLeft > 0 ? `${pace} · ${timeLeft(bytesLeft / bytesPerSecond)}` : pace;
}

/** Never more exact than it can be known. */
function timeLeft(seconds: number): string {
  if (seconds < 10) return "a few seconds left";
  if (seconds < 90) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
  if (seconds < 5_400) return `about ${Math.round(seconds / 60)} minutes left`;
  return `about ${Math.round(seconds / 3_600)} hours left`;
}
