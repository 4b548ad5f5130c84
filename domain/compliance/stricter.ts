import { everyDay, type Hours, type HoursRule, type WindowRule } from "#domain/compliance/rules/rule";
import { US_SAFE } from "#domain/compliance/rules/united-states";
import { UNKNOWN_US_ZONES } from "#domain/places/place";
import type { Whereabouts } from "#domain/places/signature";
import { isAmerican, isStateUnknown, rulesOf } from "./rules-of.ts";

/** How a merchant makes one rule stricter. What is absent stays as the rule says. */
export interface StricterRule {
  /** Minutes after midnight in the recipient's local time. */
  startsMinute?: number | undefined;
  endsMinute?: number | undefined;
  noSundays?: boolean | undefined;
  noHolidays?: boolean | undefined;
  /** Of a cap. */
  texts?: number | undefined;
}

/** What a merchant chose beyond the law; every choice can only forbid more. */
export interface Stricter {
  /** Everyone in the United States is treated as if nothing told the state. */
  usSafe?: boolean | undefined;
  noSundays?: boolean | undefined;
  noHolidays?: boolean | undefined;
  /** Who may be anywhere in the United States may be in Puerto Rico or the Virgin Islands, an hour ahead of New York. */
  servesCaribbean?: boolean | undefined;
  /** By the id of the rule. */
  rules?: Record<string, StricterRule> | undefined;
}

/** The merchant's own texting hours in the recipient's local time, minutes after midnight, and what else they chose. */
export interface MerchantHours {
  startsMinute: number;
  endsMinute: number;
  stricter?: Stricter;
}

const ATLANTIC = "America/Puerto_Rico";
const WHOLE_DAY: Hours = { starts: 0, ends: 1_440 };
const chosen = {
  jurisdiction: "*",
  confidence: "firm" as const,
  source: "merchant",
  effectiveFrom: "1970-01-01",
  version: 1,
};
const OWN_HOURS = "Your store’s texting hours";
const BY_CHOICE = "by your store’s setting";

/** Every rule about hours and days that binds a shop's texts to these whereabouts, in the zones in which it does. */
export function bindingRules(
  { jurisdictions, timeZones }: Whereabouts,
  { startsMinute, endsMinute, stricter = {} }: MerchantHours,
): { rules: WindowRule[]; timeZones: string[] } {
  const isSafe = stricter.usSafe === true && jurisdictions.some(isAmerican);
  const lawful = [...new Set([...rulesOf(jurisdictions), ...(isSafe ? US_SAFE : [])])];
  const mayBeAnywhere = isSafe || isStateUnknown(jurisdictions);
  const zones = [
    ...timeZones,
    ...(isSafe ? UNKNOWN_US_ZONES : []),
    ...(mayBeAnywhere && stricter.servesCaribbean ? [ATLANTIC] : []),
  ];
  const everywhere = {
    ...(stricter.noSundays && { noSundays: true }),
    ...(stricter.noHolidays && { noHolidays: true }),
  };
  const own = [
    hoursRule("shop-hours", OWN_HOURS, everyDay({ starts: startsMinute, ends: endsMinute })),
    ...closuresOf("shop", (days) => `No ${days} ${BY_CHOICE}`, everywhere, jurisdictions),
    ...lawful.flatMap((rule) => tightenRule(rule, stricter.rules?.[rule.id], jurisdictions)),
  ];
  return { rules: [...lawful, ...own], timeZones: [...new Set(zones)] };
}

function tightenRule(rule: WindowRule, choice: StricterRule | undefined, jurisdictions: string[]): WindowRule[] {
  if (choice === undefined) return [];
  const { startsMinute: starts = WHOLE_DAY.starts, endsMinute: ends = WHOLE_DAY.ends } = choice;
  const calendars = rule.jurisdiction === "*" ? jurisdictions : [rule.jurisdiction];
  const isNarrower = starts > WHOLE_DAY.starts || ends < WHOLE_DAY.ends;
  return [
    ...(isNarrower
      ? [hoursRule(`${rule.id}-shop-hours`, `${rule.name} narrowed ${BY_CHOICE}`, everyDay({ starts, ends }))]
      : []),
    ...closuresOf(`${rule.id}-shop`, (days) => `${rule.name} without ${days} ${BY_CHOICE}`, choice, calendars),
  ];
}

function closuresOf(
  id: string,
  nameFor: (days: string) => string,
  { noSundays, noHolidays }: StricterRule,
  calendars: string[],
): WindowRule[] {
  const sundays = { ...hoursRule(`${id}-sundays`, nameFor("Sundays"), everyDay(WHOLE_DAY)), sunday: null };
  const holidays = {
    ...chosen,
    kind: "holidays" as const,
    id: `${id}-holidays`,
    name: nameFor("public holidays"),
    calendars,
  };
  return [...(noSundays ? [sundays] : []), ...(noHolidays ? [holidays] : [])];
}

function hoursRule(id: string, name: string, week: Pick<HoursRule, "weekdays" | "saturday" | "sunday">): HoursRule {
  return { ...chosen, kind: "hours", id, name, ...week };
}
