import { z } from "zod";
import type { Bounds } from "#domain/segments/period";
import type { Asking } from "./rule-type.ts";

export const comparison = z.enum(["at-least", "at-most", "exactly"]);
export type Comparison = z.infer<typeof comparison>;

export const COMPARISONS: { value: Comparison; label: string }[] = [
  { value: "at-least", label: "at least" },
  { value: "at-most", label: "at most" },
  { value: "exactly", label: "exactly" },
];

const OPERATORS: Record<Comparison, string> = { "at-least": ">=", "at-most": "<=", exactly: "=" };

/** "f.orders >= $4::int8", and whether that holds for zero. */
export function compareValue(
  sql: string,
  is: Comparison,
  than: number,
  { value }: Asking,
): { sql: string; atZero: boolean } {
  const holds = { "at-least": 0 >= than, "at-most": 0 <= than, exactly: than === 0 };
  return { sql: `${sql} ${OPERATORS[is]} ${value(than, "int8")}`, atZero: holds[is] };
}

/** "at least 2 orders"; "exactly" goes without saying. */
export function describeQuantity(is: Comparison, count: number, one: string, many: string): string {
  const amount = `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
  return is === "exactly" ? `exactly ${amount}` : is === "at-least" ? `at least ${amount}` : `at most ${amount}`;
}

/** The opposite of a comparison with a whole number, for a sentence: at least 3 ↔ at most 2. */
export function oppositeOf(is: Comparison, count: number): { is: Comparison; count: number } | null {
  if (is === "at-least") return count > 0 ? { is: "at-most", count: count - 1 } : null;
  return is === "at-most" ? { is: "at-least", count: count + 1 } : null;
}

/** The column lies within the bounds; null when it is null. */
export function isWithinBounds(column: string, { from, until }: Bounds, { value }: Asking): string {
  const parts = [
    ...(from ? [`${column} >= ${value(from, "timestamptz")}`] : []),
    ...(until ? [`${column} < ${value(until, "timestamptz")}`] : []),
  ];
  return parts.join(" AND ");
}
