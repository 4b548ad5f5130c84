import { harmlessCell } from "#platform/spreadsheet-cell";
import type { ExportedPerson } from "./page.ts";

/** No decision of the person's: the number does not work. */
const INVALID = "invalid-number";

/** The file's columns in their order, under the names by which the import knows them again. */
const COLUMNS: [name: string, cell: (person: ExportedPerson) => string | number | null][] = [
  ["Phone", (person) => person.phone],
  ["First name", (person) => person.firstName],
  ["Last name", (person) => person.lastName],
  ["Email", (person) => person.email],
  ["Country", (person) => person.country],
  ["Region", (person) => person.region],
  ["Time zone", (person) => person.timeZone],
  ["Consent", (person) => person.marketing],
  ["Consent date", (person) => person.marketingAt?.toISOString() ?? null],
  ["Consent source", (person) => person.consentSource],
  ["Consent words", (person) => person.consentWords],
  ["Do not text", ({ blockedBecause }) => (blockedBecause === INVALID ? null : blockedBecause)],
  ["Cannot receive texts", ({ blockedBecause }) => (blockedBecause === INVALID ? "yes" : null)],
  ["Tags", (person) => listOf(person.tags)],
  ["Orders", (person) => person.orders],
  ["Spent", (person) => person.spent],
  ["Currency", (person) => person.currencies],
  ["Created", (person) => person.createdAt.toISOString()],
];

export const columnNames: string[] = COLUMNS.map(([name]) => name);

/** A person's line. Every cell is harmless to a spreadsheet. */
export function cellsOf(person: ExportedPerson): string[] {
  return COLUMNS.map(([, cell]) => cell(person)).map((value) => (value === null ? "" : safeCell(String(value))));
}

/**
 * A comma tells the import to split at commas alone: "size|large," is one tag. At the end it also tells that brackets around
 * it all are of the tags.
 */
function listOf(tags: string[]): string {
  const list = tags.join(", ");
  const [only = ""] = tags;
  return (tags.length === 1 && /[;|]/.test(only)) || /^\[.*\]$/s.test(list) ? `${list},` : list;
}

/**
 * A plus and digits compute to a number at worst and are what every other program expects of a phone number: with a
 * quote before it none would dial it. Everything else that a formula may begin with is made harmless.
 */
function safeCell(text: string): string {
  return /^\+\d{7,15}$/.test(text) ? text : harmlessCell(text);
}
