import { type ImportCounts, NO_COUNTS } from "#domain/imports/import";
import type { Verdict } from "./decide.ts";

const COLUMN = {
  new: "made",
  updated: "updated",
  unchanged: "unchanged",
  duplicate: "duplicates",
  suppressed: "suppressed",
  refused: "refused",
} as const satisfies Record<Verdict["kind"], keyof ImportCounts>;

/** The counts with those of some more lines. */
export function addVerdicts(counts: ImportCounts, verdicts: Iterable<Verdict>): ImportCounts {
  const sum = { ...NO_COUNTS, ...counts, refusedBecause: { ...counts.refusedBecause } };
  for (const verdict of verdicts) {
    sum.lines += 1;
    sum[COLUMN[verdict.kind]] += 1;
    if (verdict.kind === "refused") sum.refusedBecause[verdict.reason] = (sum.refusedBecause[verdict.reason] ?? 0) + 1;
  }
  return sum;
}
