import { useEffect, useState } from "react";

const TICK_MS = 5_000;
const SOON_MS = 10_000;

/** "just now", "20 seconds ago", "2 minutes ago"; null of a moment that has not come. */
export function useAge(at: number | null): string | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [at]);
  if (at === null) return null;
  const age = Math.max(0, (now ?? at) - at);
  if (age < SOON_MS) return "just now";
  const seconds = Math.round(age / 5_000) * 5;
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  return minutes === 1 ? "a minute ago" : `${minutes.toLocaleString("en-US")} minutes ago`;
}
