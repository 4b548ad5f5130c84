import type { ImportView } from "#domain/imports/import";

/** One import in the list of them. */
export type PastImport = Pick<ImportView, "id" | "kind" | "state" | "fileName" | "createdAt"> & {
  /** What came of it so far, in words. */
  outcome: string;
};

export function pastImport({ id, kind, state, fileName, createdAt, counts, problem }: ImportView): PastImport {
  return { id, kind, state, fileName, createdAt, outcome: outcomeOf(counts, kind) ?? problem ?? "" };
}

function outcomeOf(
  { lines, made, updated, unchanged, suppressed, refused }: ImportView["counts"],
  kind: ImportView["kind"],
) {
  if (lines === 0) return null;
  const said = (count: number, what: string) => (count > 0 ? [`${count.toLocaleString("en-US")} ${what}`] : []);
  const parts =
    kind === "suppressions"
      ? [...said(suppressed, "blocked"), ...said(refused, "rejected")]
      : [
          ...said(made, "new"),
          ...said(updated, "updated"),
          ...said(unchanged, "unchanged"),
          ...said(suppressed, "opted out"),
          ...said(refused, "rejected"),
        ];
  return parts.length > 0 ? parts.join(" · ") : "No changes";
}
