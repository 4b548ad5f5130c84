import type { Comparison } from "./compare.ts";
import { letterOf, type WinnerRule } from "./text-test.ts";

const DOES = { clicks: "gets more clicks", revenue: "brings more revenue" };

/** How sure it is which text does better: in words, with the number. */
export function confidenceInWords({ leader, confidence }: Comparison, by: WinnerRule["by"]): string {
  const letter = letterOf({ id: leader });
  const percent = `${Math.floor(confidence * 1_000) / 10}%`;
  if (confidence >= 0.95) return `Text ${letter} clearly ${DOES[by]} (${percent} confidence).`;
  if (confidence >= 0.8) return `Text ${letter} probably ${DOES[by]} (${percent} confidence).`;
  if (confidence >= 0.5) return `Text ${letter} may do better, but chance could explain it (${percent} confidence).`;
  return `No clear difference yet. Text ${letter} leads (${percent} confidence).`;
}
