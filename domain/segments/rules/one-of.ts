/** “Cedar candle”, “Soap” or “Oil”; of many, the first few. */
export function oneOf(names: string[], word = "or"): string {
  const SHOWN = 4;
  const quoted = names.slice(0, SHOWN).map((name) => `“${name}”`);
  const hidden = names.length - quoted.length;
  return listParts(hidden > 0 ? [...quoted, `${hidden} more`] : quoted, word);
}

/** "a", "a or b", "a, b or c". */
export function listParts(parts: string[], word: string): string {
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;
}
