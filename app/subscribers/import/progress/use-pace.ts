import { useEffect, useState } from "react";

/** How far a file has been gone through, at a moment. */
interface Mark {
  at: number;
  lines: number;
  bytes: number;
}

/** So far back the pace is measured: long enough to be steady, short enough to follow. */
const SPAN_MS = 15_000;

/** Lines and bytes a second lately; null until there is something to compare with, and while it stands still. */
export function usePace(isMoving: boolean, now: Omit<Mark, "at">, readAt: Date | string) {
  const [marks, setMarks] = useState<Mark[]>([]);
  const { lines, bytes } = now;
  const at = new Date(readAt).getTime();
  useEffect(() => {
    setMarks((before) => {
      if (!isMoving) return [];
      const last = before.at(-1);
      const kept = last && last.bytes > bytes ? [] : before.filter((mark) => at - mark.at <= SPAN_MS);
      return [...kept, { at, lines, bytes }];
    });
  }, [isMoving, lines, bytes, at]);
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || last.at <= first.at || last.bytes <= first.bytes) return null;
  const seconds = (last.at - first.at) / 1_000;
  return {
    linesPerSecond: (last.lines - first.lines) / seconds,
    bytesPerSecond: (last.bytes - first.bytes) / seconds,
  };
}
