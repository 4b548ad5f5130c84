/** How a file writes dates that could be read in two ways: proved by one that can be read in one way only. */
export type DateOrder = "day-first" | "month-first" | "mixed" | "unproven";

/** "3/4/2024", "03.04.24 10:22": two small numbers and a year. */
export const TWO_NUMBERS = /^(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)/;

/** Countries whose people put the month first. Canada's do both, and its forms put the year first. */
const MONTH_FIRST = new Set(["US", "PR", "GU", "AS", "MP", "VI", "PH", "FM", "PW", "MH"]);

/** What a cell proves, beside what was proved before. */
export function proveOrder(before: DateOrder, cell: string): DateOrder {
  const [, first, , second] = TWO_NUMBERS.exec(cell) ?? [];
  const [one, two] = [Number(first), Number(second)];
  const proved = one > 12 && two <= 12 ? "day-first" : two > 12 && one <= 12 ? "month-first" : null;
  if (proved === null || proved === before) return before;
  return before === "unproven" ? proved : "mixed";
}

/** Whether the month comes first; null where the file contradicts itself. What it does not prove is as in the country. */
export function isMonthFirst(order: DateOrder, country: string | null): boolean | null {
  if (order === "unproven") return country !== null && MONTH_FIRST.has(country);
  return order === "mixed" ? null : order === "month-first";
}
