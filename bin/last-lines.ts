import { existsSync, readFileSync } from "node:fs";

const SHOWN = 20;

/** The end of a log under its name, for a person who must find out why something failed. */
export function lastLinesOf(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  return [`The end of ${file}:`, ...lines.slice(-SHOWN).map((line) => `  ${line}`)].join("\n");
}
