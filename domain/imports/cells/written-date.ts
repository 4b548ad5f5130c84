import { IANAZone } from "luxon";
import { TWO_NUMBERS } from "./date-order.ts";
import { isFiller, monthNamed } from "./month-names.ts";

interface Day {
  year: number;
  month: number;
  day: number;
}

/** The form of nearly all exports, read without looking for any other. */
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?)?$/;
const YEAR_FIRST = /^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?(?!\d)/;
const TIME =
  /^[T\s,]*(?:at\s|um\s|à\s|kl\.?\s)?\s*(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?m\.?(?![a-z]))?(?:\s*uhr)?/i;
const OFFSET = /^(?:utc|gmt)?\s*([+-−])(\d{1,2}):?(\d{2})?$/i;
const EPOCH = /^(\d{10})(?:\.\d+)?$|^(\d{13})(?:\.0+)?$|^(\d{16})$/;
const OLDEST_MS = Date.UTC(1990, 0, 1);

/** Hours from UTC. Two letters of North America's zones tell winter from summer. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  ...{ z: 0, utc: 0, gmt: 0, wet: 0, bst: 1, cet: 1, west: 1, cest: 2, eet: 2, eest: 3, msk: 3 },
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7, akst: -9, akdt: -8, hst: -10 },
  ...{ aest: 10, aedt: 11, acst: 9.5, acdt: 10.5, awst: 8, nzst: 12, nzdt: 13, jst: 9 },
};

/**
 * The instant that a cell writes, in any usual form; null for what is no date, or none that exists. `isMonthFirst` decides "3/4/2024", and
 * null refuses it. A time without a zone is read as UTC.
 */
export function readWrittenDate(cell: string, isMonthFirst: boolean | null): Date | null {
  const iso = ISO.exec(cell);
  if (iso) return exactInstant(iso);
  const text = tidyCell(cell);
  const epoch = EPOCH.exec(text);
  if (epoch) return instantOf(epoch);
  const date = yearFirst(text) ?? twoNumbers(text, isMonthFirst) ?? withMonthName(text);
  return date && atTime(date.day, date.rest);
}

/** A day as Excel counts them, which is no date until the sheet shows it as one: 45296 is 5 January 2024. */
export function isSerialDay(cell: string): boolean {
  return /^[2-7]\d{4}(?:[.,]\d+)?$/.test(cell.trim());
}

function exactInstant([, year, month, day, hour = "0", minute = "0", second = "0"]: RegExpExecArray): Date | null {
  return instantOn(
    { year: Number(year), month: Number(month), day: Number(day) },
    Number(hour),
    Number(minute),
    Number(second),
  );
}

/** Null for the 31st of April and for 25:00. */
function instantOn({ year, month, day }: Day, hour: number, minute: number, second: number): Date | null {
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour <= 23 && minute <= 59;
  return isReal ? at : null;
}

function tidyCell(cell: string): string {
  return cell
    .replace(/\p{Cf}/gu, "")
    .normalize("NFKC")
    .replace(/(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/u, "$1-$2-$3 ")
    .replace(/^['"=]+|['"]+$/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

interface Found {
  day: Day;
  rest: string;
}

function yearFirst(text: string): Found | null {
  const found = YEAR_FIRST.exec(text);
  if (!found) return null;
  const [whole, year, , month, day] = found;
  return { day: { year: Number(year), month: Number(month), day: Number(day) }, rest: text.slice(whole.length) };
}

function twoNumbers(text: string, isMonthFirst: boolean | null): Found | null {
  const found = TWO_NUMBERS.exec(text);
  if (!found) return null;
  const [whole, first, , second, year = ""] = found;
  const [one, two] = [Number(first), Number(second)];
  const isClear = one > 12 || two > 12 || one === two;
  if (!isClear && isMonthFirst === null) return null;
  const monthComesFirst = two > 12 || (one <= 12 && isMonthFirst === true);
  const [month, day] = monthComesFirst ? [one, two] : [two, one];
  return { day: { year: fullYear(year), month, day }, rest: text.slice(whole.length).replace(/^\./, "") };
}

/** "Jan 5, 2024", "5. Januar 2024", "5 de enero de 2024", "Fri Jan 05 2024 10:22:05 GMT+0100 (CET)", "5-Jan-24". */
function withMonthName(text: string): Found | null {
  const bare = text.replace(/\s*\([^)]*\)$/, "");
  const time = /\d{1,2}:\d{2}.*$/.exec(bare)?.[0] ?? "";
  // "Fri Jan 05 10:22:05 2024", "… 10:22:05 UTC 2024"
  const late = /\s(\d{4})$/.exec(time)?.[1];
  const words = `${bare.slice(0, bare.length - time.length)} ${late ?? ""}`.split(/[\s,./-]+/).filter(Boolean);
  const months = words.map(monthNamed).filter((month) => month !== null);
  const numbers = words.flatMap((word) => /^'?(\d{1,4})(?:st|nd|rd|th|er|º|ª|°)?$/i.exec(word)?.[1] ?? []);
  const isClean = words.every((word) => /\d/.test(word) || monthNamed(word) !== null || isFiller(word));
  if (!isClean || months.length !== 1 || numbers.length !== 2) return null;
  const [first = "", second = ""] = numbers;
  const [day, year] = first.length === 4 ? [second, first] : [first, second];
  if (year.length === 1 || year.length === 3 || day.length > 2) return null;
  const rest = late === undefined ? time : time.slice(0, -late.length).trim();
  return { day: { year: fullYear(year), month: months[0] ?? 0, day: Number(day) }, rest };
}

function atTime(day: Day, rest: string): Date | null {
  const found = TIME.exec(rest);
  const [whole = "", hour = "0", minute = "0", second = "0", half] = found ?? [];
  if (half !== undefined && Number(hour) > 12) return null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  const zone = rest.slice(whole.length).trim();
  const at = instantOn(day, hours, Number(minute), Number(second));
  if (at === null) return null;
  const offset = offsetMs(zone, at.getTime());
  return offset === null ? null : new Date(at.getTime() - offset);
}

/** Null for a zone that we do not know. "+0000 UTC" and "+01:00[Europe/Berlin]" say it twice. */
function offsetMs(zone: string, wall: number): number | null {
  if (zone === "") return 0;
  const once = zone.replace(/^([+-]\d{2}:?\d{2})\s*(?:\[[^\]]*\]|[a-z]{3,4})$/i, "$1");
  const [, sign, hours, minutes = "0"] = OFFSET.exec(once) ?? [];
  if (hours !== undefined) return (sign === "+" ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const abbreviation = ABBREVIATIONS[once.toLowerCase()];
  if (abbreviation !== undefined) return abbreviation * 3_600_000;
  if (!/^[A-Za-z]+\/[A-Za-z_/+-]+$/.test(once) || !IANAZone.isValidZone(once)) return null;
  const iana = IANAZone.create(once);
  // The offset at that wall clock: asked for twice, because the first answer is for the same numbers in UTC.
  return iana.offset(wall - iana.offset(wall) * 60_000) * 60_000;
}

function instantOf([, seconds, milliseconds, microseconds]: RegExpExecArray): Date | null {
  const at = seconds ? Number(seconds) * 1_000 : milliseconds ? Number(milliseconds) : Number(microseconds) / 1_000;
  return at < OLDEST_MS ? null : new Date(Math.floor(at));
}

function fullYear(year: string): number {
  return year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2_000 : 1_900);
}
