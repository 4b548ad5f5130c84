import type { Rule } from "#domain/compliance/rules/rule";
import { hoursOf } from "#domain/compliance/spans";

/**
 * What the sources say, row by row, copied from them by hand and not from the data: jurisdiction, Monday to Friday,
 * Saturday, Sunday, public holidays, how far to trust the hours, sources, the zone to try it in. Conflicts stand at their
 * stricter reading.
 */
const FACTS = `
US     08-21 08-21 08-21 open   firm     C10,C11         America/New_York
US-FL  08-20 08-20 08-20 open   firm     K4,K8           America/New_York
US-OK  08-20 08-20 08-20 open   firm     K4              America/Chicago
US-MD  08-20 08-20 08-20 open   firm     K4              America/New_York
US-WA  08-20 08-20 08-20 open   weak     C12             America/Los_Angeles
US-CT  09-20 09-20 09-20 open   firm     C10,C11,C13     America/New_York
US-NJ  08-20 08-20 08-20 open   weak     C10             America/New_York
US-TX  09-21 09-21 12-21 open   firm     C4,C9,C10       America/Chicago
US-VA  08-21 08-21 08-21 open   weak     C14             America/New_York
US-RI  09-18 10-17 none  open   weak     C10             America/New_York
US-AL  08-20 08-20 none  closed conflict C13,C11         America/Chicago
US-LA  08-20 08-20 none  closed firm     C13,C11         America/Chicago
US-MS  08-20 08-20 none  open   conflict C13,C10         America/Chicago
US-KY  10-21 10-21 10-21 open   firm     C11,C13         America/New_York
US-MA  08-20 08-20 08-20 open   firm     C11,C13         America/New_York
US-MI  09-21 09-21 09-21 open   firm     C13,C11         America/Detroit
US-MN  09-21 09-21 09-21 open   firm     C13,C11         America/Chicago
US-NM  09-21 09-21 09-21 open   weak     C13             America/Denver
US-NV  09-20 09-20 09-20 open   weak     C13             America/Los_Angeles
US-IL  09-21 09-21 09-21 open   conflict C11,C13         America/Chicago
US-CA  09-21 09-21 09-21 open   weak     C11             America/Los_Angeles
FR     08-20 08-20 none  closed conflict C20,C21,C22,K1  Europe/Paris
GB     08-21 08-21 08-21 open   weak     K1              Europe/London
DE     08-21 08-21 08-21 open   weak     K1              Europe/Berlin
CA     08-21 08-21 08-21 open   weak     K1              America/Toronto
AU     08-21 08-21 08-21 open   weak     K1              Australia/Sydney
NZ     08-21 08-21 08-21 open   weak     K1              Pacific/Auckland
IE     08-21 08-21 08-21 open   weak     K1              Europe/Dublin
NL     08-21 08-21 08-21 open   weak     K1              Europe/Amsterdam
*      08-21 08-21 08-21 open   weak     K1              Asia/Tokyo
`;

export interface Fact {
  jurisdiction: string;
  /** Monday to Friday, Saturday, Sunday. */
  week: [string, string, string];
  closesOnHolidays: boolean;
  confidence: string;
  sources: string[];
  zone: string;
}

export const facts: Fact[] = FACTS.trim()
  .split("\n")
  .map((line) => {
    const [
      jurisdiction = "",
      workdays = "",
      saturday = "",
      sunday = "",
      holidays,
      confidence = "",
      sources = "",
      zone = "",
    ] = line.split(/ +/);
    const week: Fact["week"] = [workdays, saturday, sunday];
    return {
      jurisdiction,
      week,
      closesOnHolidays: holidays === "closed",
      confidence,
      sources: sources.split(","),
      zone,
    };
  });

/** Three texts to one person in any 24 hours: how far to trust it, and who says so. */
const CAPS: Record<string, [confidence: string, sources: string]> = {
  "US-FL": ["firm", "K4,K8"],
  "US-OK": ["firm", "K4"],
  "US-MD": ["firm", "K4"],
  "US-NJ": ["conflict", "C10,K8,K4"],
};

/** None on public holidays. */
const CLOSED: Record<string, [confidence: string, sources: string]> = {
  "US-AL": ["conflict", "C13,C11"],
  "US-LA": ["weak", "C13"],
  FR: ["firm", "C20,C21,C22"],
};

/** A week from Monday to Sunday without a holiday in any of these places. */
export const WEEK = ["2026-09-14", "2026-09-15", "2026-09-16", "2026-09-17", "2026-09-18", "2026-09-19", "2026-09-20"];
export const CHRISTMAS = "2026-12-25";
export const spanOf = (fact: Fact, i: number) => fact.week[i < 5 ? 0 : i === 5 ? 1 : 2];
export const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/**
 * Everything in which rules differ from the facts, said in words; nothing when they agree. `place` asks about the rules and
 * the facts of one place alone.
 */
export function differences(given: readonly Rule[], place?: string): string[] {
  const rules = place === undefined ? given : given.filter(({ jurisdiction }) => jurisdiction === place);
  const asked = place === undefined ? facts : facts.filter(({ jurisdiction }) => jurisdiction === place);
  const capped = Object.keys(CAPS).filter((where) => place === undefined || where === place);
  const counted = rules.filter((rule) => rule.kind !== "duty");
  const known = new Set(facts.map(({ jurisdiction }) => jurisdiction));
  return [
    ...asked.flatMap((fact) => differencesFrom(fact, rules)),
    ...capped.filter((where) => !rules.some((it) => it.kind === "cap" && it.jurisdiction === where)),
    ...counted
      .filter(({ jurisdiction }) => !known.has(jurisdiction))
      .map(({ id }) => `${id}: of a place that no source names`),
    ...counted
      .filter(({ id }, i) => counted.findIndex((it) => it.id === id) !== i)
      .map(({ id }) => `${id} is there twice`),
    ...counted.flatMap((rule) => formalities(rule).map((fault) => `${rule.id}: ${fault}`)),
  ];
}

function differencesFrom(fact: Fact, rules: readonly Rule[]): string[] {
  const { jurisdiction, confidence, sources, closesOnHolidays } = fact;
  const own = rules.filter((rule) => rule.jurisdiction === jurisdiction && !rule.id.startsWith("us-safe"));
  const hours = own.filter((rule) => rule.kind === "hours");
  const holidays = own.filter((rule) => rule.kind === "holidays");
  const [row] = hours;
  if (row === undefined || hours.length > 1) return [`${jurisdiction}: ${hours.length} rows of hours`];
  const found = WEEK.flatMap((date, i) => {
    const expected = spanOf(fact, i);
    const span = hoursOf(row, dayOf(date));
    const said =
      span === null ? "none" : [span.starts, span.ends].map((at) => String(at / 60).padStart(2, "0")).join("-");
    return said === expected ? [] : [`${jurisdiction} on ${date}: ${said}, not ${expected}`];
  });
  if (!isTrusted(row, confidence, sources)) found.push(`${jurisdiction}: ${row.confidence} by ${row.source}`);
  const closes = holidays.some((rule) => hoursOf(rule, dayOf(CHRISTMAS)) === null);
  const isPlain = holidays.every((rule) => WEEK.every((date) => hoursOf(rule, dayOf(date)) !== null));
  if (closes !== closesOnHolidays || !isPlain || holidays.length > 1) found.push(`${jurisdiction}: holidays`);
  return found;
}

function formalities(rule: Exclude<Rule, { kind: "duty" }>): string[] {
  const faults = [];
  if (rule.effectiveFrom !== "2026-01-01" || rule.effectiveUntil !== undefined) faults.push("dates");
  if (rule.version !== 1 || rule.name === "" || rule.note === "") faults.push("version, name or note");
  if (rule.id !== idOf(rule)) faults.push("id");
  if (rule.id.startsWith("us-safe")) return rule.source === "derived" ? faults : [...faults, "source"];
  const said =
    rule.kind === "cap" ? CAPS[rule.jurisdiction] : rule.kind === "holidays" ? CLOSED[rule.jurisdiction] : undefined;
  if (rule.kind !== "hours" && (said === undefined || !isTrusted(rule, said[0], said[1].split(","))))
    faults.push("source");
  if (rule.kind === "cap" && `${rule.texts} in ${rule.hours} h` !== "3 in 24 h") faults.push("number");
  if (rule.kind === "holidays" && rule.calendars.join() !== rule.jurisdiction) faults.push("calendar");
  return faults;
}

/** Ids tell place and kind; why-records of years hold on to them. */
function idOf({ id, jurisdiction, kind }: Rule): string {
  const place = id.startsWith("us-safe") ? "us-safe" : jurisdiction === "*" ? "elsewhere" : jurisdiction.toLowerCase();
  return `${place}-${kind}`;
}

function isTrusted(rule: Rule, confidence: string, sources: string[]): boolean {
  return rule.confidence === confidence && rule.source.split(" ").sort().join() === [...sources].sort().join();
}
