/** An instant in UTC, to the second. */
export function Time({ iso }: { iso: string }) {
  return <time dateTime={iso}>{iso.slice(0, 19).replace("T", " ")}</time>;
}
