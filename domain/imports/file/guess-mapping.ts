import { IMPORT_FIELDS, type Mapping } from "#domain/imports/reading/fields";
import { columnNames } from "./column-names.ts";

/** A product is recognised when all of these columns are there. */
const ORIGINS: [name: string, columns: string[]][] = [
  ["Cartbell", ["phone", "consent", "consentdate", "donottext"]],
  ["Shopify", ["acceptssmsmarketing", "defaultaddressprovincecode"]],
  ["Shopify", ["acceptssmsmarketing", "totalspent"]],
  ["Klaviyo", ["klaviyoid"]],
  ["Klaviyo", ["smsmarketingstatus", "emailmarketingstatus"]],
  ["Klaviyo", ["phonenumber", "smsconsenttimestamp"]],
  ["Postscript", ["phonenumber", "optinsource", "optindate"]],
  ["Postscript", ["phone", "subscribersource"]],
  ["Attentive", ["phone", "signupmethod"]],
  ["Attentive", ["subscriberphone", "signupsource"]],
  ["Yotpo SMS (SMSBump)", ["phone", "subscribedat", "listname"]],
  ["Yotpo SMS (SMSBump)", ["phoneformatted"]],
];

/** "+1 212 555 0123", "(212) 555-0123", "'+12125550123" */
const LOOKS_LIKE_PHONE = /^'?\+?[\d\s().-]{9,20}$/;

/**
 * Guesses what each column is about: by its name, of several the one whose name is the more usual; the phone column of
 * a file without telling names by its cells. Fields of which nothing is found are left out.
 */
export function guessMapping(columns: string[], rows: string[][]): { origin: string | null; mapping: Mapping } {
  const names = columns.map(plainName);
  const mapping: Mapping = {};
  const taken = new Set<number>();
  for (const field of IMPORT_FIELDS) {
    const column = columnNamed(names, columnNames[field], taken, rows, field === "phone");
    if (column === null) continue;
    mapping[field] = column;
    taken.add(column);
  }
  const byCells = mapping.phone ?? columns.findIndex((_, at) => isPhoneColumn(rows, at));
  if (byCells >= 0) mapping.phone = byCells;
  const origin = ORIGINS.find(([, marks]) => marks.every((mark) => names.includes(mark)));
  return { origin: origin?.[0] ?? null, mapping };
}

/** True when a column of this name is likely to hold phone numbers. */
export function isPhoneName(name: string): boolean {
  return columnNames.phone.includes(plainName(name));
}

/** Of columns with a known name, one that is not empty in the first rows is better than one that is; of two of one name too. */
function columnNamed(
  names: string[],
  known: string[],
  taken: Set<number>,
  rows: string[][],
  isPhone: boolean,
): number | null {
  const found = known.flatMap((name) => names.flatMap((it, at) => (it === name && !taken.has(at) ? [at] : [])));
  const isFilled = (at: number) => rows.some((row) => (row[at] ?? "").trim() !== "");
  const best = isPhone ? found.find((at) => isPhoneColumn(rows, at)) : undefined;
  const first = found[0];
  const namesake = first === undefined ? undefined : found.find((at) => names[at] === names[first] && isFilled(at));
  return best ?? namesake ?? first ?? null;
}

function isPhoneColumn(rows: string[][], column: number): boolean {
  const cells = rows.map((row) => row[column]?.trim() ?? "").filter(Boolean);
  return cells.length > 0 && cells.every((cell) => LOOKS_LIKE_PHONE.test(cell) && cell.replace(/\D/g, "").length >= 9);
}

function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\(.*?\)\s*$/, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
