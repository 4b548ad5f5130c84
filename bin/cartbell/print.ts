import type { Output } from "./command.ts";

/** A wider cell is cut off; --json has all of it. */
const WIDEST = 60;

/** What a command answers, for a person: the sentence, then the rows as a table. */
export function printed({ sentence, rows }: Output): string {
  const parts = [sentence, rows && tableOf(rows)].filter((part) => part !== undefined);
  return `${parts.join("\n\n")}\n`;
}

function tableOf(rows: object[]): string {
  if (rows.length === 0) return "(none)";
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((name) => cellOf((row as Record<string, unknown>)[name])))];
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, place) => cell.padEnd(widths[place] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "-";
  if (typeof value === "number") return String(Math.round(value * 100) / 100);
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
