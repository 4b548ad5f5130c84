import { useEffect, useState } from "react";
import { askCount } from "#app/segments/segment/result/ask";
import type { ReadyMadeLine } from "./read.ts";

/** How many people each of the segments would be, by its key; counted one after the other, so that they don't crowd the database. */
export function useSizes(lines: ReadyMadeLine[]): Record<string, string> {
  const [sizes, setSizes] = useState<Record<string, string>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; what is ready-made does not change
  useEffect(() => {
    const asking = new AbortController();
    void countAll(lines, asking.signal, (key, size) => setSizes((before) => ({ ...before, [key]: size })));
    return () => asking.abort();
  }, []);
  return sizes;
}

async function countAll(
  lines: ReadyMadeLine[],
  signal: AbortSignal,
  tell: (key: string, size: string) => void,
): Promise<void> {
  for (const { key, rules } of lines) {
    const size = await askCount(rules, signal).then(
      ({ people, isExact }) => `${isExact ? "" : "about "}${people.toLocaleString("en-US")}`,
      () => "–",
    );
    if (signal.aborted) return;
    tell(key, size);
  }
}
