import { isNothing } from "#domain/imports/cells/words";
import { isSerialDay } from "#domain/imports/cells/written-date";
import type { FileRecord } from "#domain/imports/file/records";
import type { ImportKind, ImportOptions } from "#domain/imports/import";
import { countryCode, numberingCountry } from "#domain/places/country-code";
import { type PhoneNumber, readPhoneNumber, toPhoneNumber } from "#domain/subscribers/phone-number";
import { quickPhone } from "#domain/subscribers/quick-phone";
import type { KeyedHash } from "#platform/keyed-hash";
import { readCell } from "#platform/spreadsheet-cell";
import { storableText } from "#platform/sql/storable";
import { readBirthday } from "./birthday.ts";
import type { ImportField, Mapping } from "./fields.ts";
import { readConsent, readDate, readOptOut } from "./read-cells.ts";
import type { RefusalReason } from "./refusal.ts";

/** What a line tells of someone. */
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
  /** "1990-11-25" */
  birthday: string | null;
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
  /** How "3/4/2024" is read; null where the file's own dates contradict each other. */
  isMonthFirst: boolean | null;
  now: Date;
  hashPhone: KeyedHash;
}

const LONGEST_NAME = 255;
const MOST_TAGS = 50;
const LONGEST_REGION = 60;

interface RefusedNumber {
  problem: RefusalReason;
}

/** Reads a line as what it tells of a person, or says why it cannot; null for a blank one. Pure; about a microsecond beside the hash. */
export function readPerson(record: FileRecord, reading: Reading): Person | RefusalReason | null {
  const { cells } = record;
  if (record.problem === null && cells.every((cell) => cell.trim() === "")) return null;
  if (record.problem !== null) return record.problem;
  if (cells.length > reading.columns && cells.slice(reading.columns).some((cell) => cell.trim() !== ""))
    return "too-many-cells";
  const cell = (field: ImportField): string => {
    const column = reading.mapping[field];
    return column === undefined ? "" : (cells[column] ?? "").trim();
  };
  const phone = readPhone(cell("phone"), cell("country"), reading.options.defaultCountry);
  if (typeof phone !== "string") return phone.problem;
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
    birthday: readBirthday(cell("birthday"), reading.isMonthFirst),
    address: readAddress(cell("country"), cell("region")),
    cells,
  };
}

/** The line's own country reads its number; the merchant's choice only where the line names none. */
function readPhone(written: string, country: string, defaultCountry: string | null): PhoneNumber | RefusedNumber {
  if (written === "") return { problem: "no-phone" };
  const isNamed = !isNothing(country);
  const own = isNamed ? numberingCountry(country) : null;
  const home = isNamed ? own : defaultCountry;
  const quick = quickPhone(written, home);
  if (quick !== null) return quick;
  const reading = readPhoneNumber(written, home);
  if ("phone" in reading) return reading.phone;
  const { problem } = reading;
  if (problem === "rounded") return { problem: "shortened-by-spreadsheet" };
  if (problem !== "not-a-phone" || !isNamed) return { problem };
  if (own !== null) return { problem: own === defaultCountry ? problem : "not-of-its-country" };
  return { problem: toPhoneNumber(written, defaultCountry) === null ? problem : "unclear-country" };
}

type Decision = Pick<Person, "isUnsubscribed" | "decidedAt">;

/** A list of numbers that must not be texted says no for each, as of when we were first told. */
function readDecision(cell: (field: ImportField) => string, reading: Reading): Decision | RefusalReason {
  const { kind, mapping, now } = reading;
  if (kind === "suppressions") return { isUnsubscribed: true, decidedAt: reading.optedOutAt };
  const yesCell = cell("consentedAt");
  const yesAt = isNothing(yesCell) ? null : readDate(yesCell, reading.isMonthFirst);
  const optedOut = readOptOut(cell("unsubscribedAt"), reading.isMonthFirst);
  const noAt = optedOut instanceof Date ? optedOut : null;
  const said = mapping.consent === undefined ? "yes" : readConsent(cell("consent"));
  // Who has come back since has the later date of the two.
  const isBack = said === "yes" && yesAt !== null && noAt !== null && yesAt > noAt;
  if (said === "no" || optedOut === "yes" || (noAt !== null && !isBack))
    return { isUnsubscribed: true, decidedAt: noAt !== null && noAt < now ? noAt : reading.optedOutAt };
  if (optedOut === "unclear") return unreadDate(cell("unsubscribedAt"), reading);
  if (said === null) return "unclear-consent";
  if (said === "never") return "not-subscribed";
  if (yesAt === null) return isNothing(yesCell) ? agreedAt(reading.consentedAt) : unreadDate(yesCell, reading);
  return yesAt > now ? "date-to-come" : agreedAt(yesAt);
}

function agreedAt(decidedAt: Date): Decision {
  return { isUnsubscribed: false, decidedAt };
}

/** A date that could be read if the file did not contradict itself, Excel's number of a day, or none at all. */
function unreadDate(cell: string, { isMonthFirst }: Reading): RefusalReason {
  if (isSerialDay(cell)) return "spreadsheet-date";
  return isMonthFirst === null && readDate(cell, true) !== null ? "day-or-month" : "unclear-date";
}

function readName(cell: string): string | null {
  return cell === "" ? null : shortenText(readCell(cell)) || null;
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
    .map(shortenText)
    .filter(Boolean);
  return [...new Set([...given, ...own])].slice(0, MOST_TAGS);
}

/** As it is kept, so that the same file tells nothing new: the cut may go through a character, or leave a blank at the end. */
function shortenText(text: string): string {
  return storableText(storableText(text).trim().slice(0, LONGEST_NAME)).trim();
}

/** Evidence of a place, as codes ("US", "US-FL") or names. A country that we don't know is none. */
function readAddress(country: string, region: string): Person["address"] {
  const code = isNothing(country) ? null : countryCode(country);
  if (code === null) return null;
  const part = isNothing(region) ? "" : storableText(region).slice(0, LONGEST_REGION).trim();
  const bare = /^[A-Za-z]{2}-([A-Za-z0-9]{1,3})$/.exec(part)?.[1] ?? part;
  return { country: code, region: bare.toUpperCase() || null };
}
