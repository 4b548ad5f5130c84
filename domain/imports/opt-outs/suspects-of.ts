import type { ImportView } from "#domain/imports/import";
import { suspectOptOuts } from "./suspect.ts";

/** A column that may hold opt-outs. */
export interface Suspect {
  column: number;
  /** Lines that it marks, as the dry run counted them; null when it has not looked at this column. */
  lines: number | null;
}

/** Columns that look as if they held opt-outs: by every line once a dry run has read them, before it by name and first lines. */
export function suspectsOf({
  columns,
  sample,
  mapping,
  optOutMarks,
}: Pick<ImportView, "columns" | "sample" | "mapping" | "optOutMarks">): Suspect[] {
  const guessed = suspectOptOuts(columns, sample).map((column): Suspect => ({ column, lines: null }));
  if (optOutMarks === null) return guessed;
  // Those that were mapped in the dry run may be unmapped in the form.
  const mapped = new Set(Object.values(mapping));
  const counted = Object.entries(optOutMarks).map(([column, lines]): Suspect => ({ column: Number(column), lines }));
  return [...counted, ...guessed.filter(({ column }) => mapped.has(column))];
}
