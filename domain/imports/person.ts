import type { PhoneNumber } from "#domain/subscribers/phone-number";
import type { KeyedHash } from "#platform/keyed-hash";
import { readCell } from "#platform/spreadsheet-cell";
import { storableText } from "#platform/storable";
import type { ImportField, Mapping } from "./fields.ts";
import type { ImportKind, ImportOptions } from "./import.ts";
import { quickPhone } from "./quick-phone.ts";
import { readConsent, readDate } from "./read-cells.ts";
import type { FileRecord } from "./records.ts";
import type { RefusalReason } from "./refusal.ts";

/** What a line tells of somebody. */
export interface Person {
  line: number;
  phone: PhoneNumber;
  phoneHash: string;
  isUnsubscribed: boolean;
  /** When they decided. */
  decidedAt: Date;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  tags: string[];
  address: { country: string | null; region: string | null } | null;
  /** As they stand in the file, for the list of lines that were not taken. */
  cells: string[];
}

export interface Reading {
  kind: ImportKind;
  mapping: Mapping;
  options: ImportOptions;
  columns: number;
  /** What counts where a line has no date of its own. */
  consentedAt: Date;
  optedOutAt: Date;
  now: Date;
  hashPhone: KeyedHash;
}

const LONGEST_NAME = 255;
const MOST_TAGS = 50;
const ROUNDED = /^\d[.,]?\d*E\+?\d+$/i;

/** Reads a line as what it tells of a person, or says why it cannot; null for a blank one. Pure; about a microsecond beside the hash. */
export function readPerson(record: FileRecord, reading: Reading): Person | RefusalReason | null {
  const { cells } = record;
  if (cells.length === 1 && cells[0]?.trim() === "") return null;
  if (record.problem !== null) return record.problem;
  if (cells.length > reading.columns && cells.slice(reading.columns).some((cell) => cell.trim() !== ""))
    return "too-many-cells";
  const cell = (field: ImportField): string => {
    const column = reading.mapping[field];
    return column === undefined ? "" : (cells[column] ?? "").trim();
  };
  const written = cell("phone");
  const phone = readPhone(written, reading.options.defaultCountry);
  if (phone === null)
    return written === "" ? "no-phone" : ROUNDED.test(written) ? "shortened-by-spreadsheet" : "not-a-phone";
  const decision = readDecision(cell, reading);
  if (typeof decision === "string") return decision;
  return {
    line: record.line,
    phone,
    phoneHash: reading.hashPhone(phone),
    ...decision,
    email: readEmail(cell("email")),
    firstName: readName(cell("firstName")),
    lastName: readName(cell("lastName")),
    tags: readTags(cell("tags"), reading.options.tags),
    address: readAddress(cell("country"), cell("region")),
    cells,
  };
}

function readPhone(cell: string, defaultCountry: string | null): PhoneNumber | null {
  const phone = cell === "" ? null : quickPhone(cell, defaultCountry);
  if (phone !== null || cell === "") return phone;
  // Spreadsheets keep a number whole as '+1…, ="+1…" or with a quote before it.
  const bare = readCell(cell).replace(/^[='"]+|["']+$/g, "");
  return bare === cell ? null : quickPhone(bare, defaultCountry);
}

type Decision = Pick<Person, "isUnsubscribed" | "decidedAt">;

/** A list of numbers that must not be texted says no for each, as of when we were first told. */
function readDecision(cell: (field: ImportField) => string, reading: Reading): Decision | RefusalReason {
  const { kind, mapping, options, now } = reading;
  if (kind === "suppressions") return { isUnsubscribed: true, decidedAt: reading.optedOutAt };
  const isMonthFirst = options.defaultCountry === "US";
  const [yesCell, noCell] = [cell("consentedAt"), cell("unsubscribedAt")];
  const yesAt = yesCell === "" ? null : readDate(yesCell, isMonthFirst);
  const noAt = noCell === "" ? null : readDate(noCell, isMonthFirst);
  const said = mapping.consent === undefined ? "yes" : readConsent(cell("consent"));
  // Whoever has come back since has the later date of the two.
  const isBack = said === "yes" && yesAt !== null && noAt !== null && yesAt > noAt;
  if (said === "no" || (noCell !== "" && !isBack))
    return { isUnsubscribed: true, decidedAt: noAt !== null && noAt < now ? noAt : reading.optedOutAt };
  if (said === null) return "unclear-consent";
  if (said === "never") return "not-subscribed";
  if (yesCell !== "" && yesAt === null) return "unclear-date";
  if (yesAt !== null && yesAt > now) return "date-to-come";
  return { isUnsubscribed: false, decidedAt: yesAt ?? reading.consentedAt };
}

function readName(cell: string): string | null {
  return cell === "" ? null : shortened(readCell(cell)) || null;
}

function readEmail(cell: string): string | null {
  const email = readCell(cell);
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= 254 ? storableText(email) : null;
}

function readTags(cell: string, given: string[]): string[] {
  if (cell === "") return given;
  const own = readCell(cell)
    .replace(/^\[(.*)\]$/s, "$1")
    .split(/,/.test(cell) ? "," : /[;|]/)
    .map(shortened)
    .filter(Boolean);
  return [...new Set([...given, ...own])].slice(0, MOST_TAGS);
}

/** As it is kept, so that the same file tells nothing new: the cut may go through a character, or leave a blank at the end. */
function shortened(text: string): string {
  return storableText(storableText(text).trim().slice(0, LONGEST_NAME)).trim();
}

/** "US" and "US-FL" are evidence of a place; a country in words is not guessed at. */
function readAddress(country: string, region: string): Person["address"] {
  if (!/^[A-Za-z]{2}$/.test(country)) return null;
  const code = /^(?:[A-Za-z]{2}-)?([A-Za-z0-9]{1,3})$/.exec(region)?.[1] ?? null;
  return { country: country.toUpperCase(), region: code?.toUpperCase() ?? null };
}
