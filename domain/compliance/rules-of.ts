import { CAP_RULES, US_SAFE_CAP } from "#domain/compliance/rules/caps";
import { COUNTRY_RULES, ELSEWHERE, UNDER_THE_LAW_OF } from "#domain/compliance/rules/countries";
import type { CapRule, WindowRule } from "#domain/compliance/rules/rule";
import { US_HOLIDAYS, US_HOURS, US_SAFE } from "#domain/compliance/rules/united-states";

const windowRules = Map.groupBy([...US_HOURS, ...US_HOLIDAYS, ...COUNTRY_RULES], ({ jurisdiction }) => jurisdiction);
const capRules = Map.groupBy([...CAP_RULES, US_SAFE_CAP], ({ jurisdiction }) => jurisdiction);

/** Every rule about hours and days that binds texts to someone with evidence in these jurisdictions ("US-FL", "US", "FR"). */
export function rulesOf(jurisdictions: string[]): WindowRule[] {
  return [...new Set(jurisdictions.flatMap(rulesOfOne))];
}

/** The caps that the law of these jurisdictions sets on marketing texts to one person. */
export function capRulesOf(jurisdictions: string[]): CapRule[] {
  return jurisdictions.flatMap((jurisdiction) => capRules.get(jurisdiction) ?? []);
}

/** True when the evidence says no more than that the person is somewhere in the United States. */
export function isStateUnknown(jurisdictions: string[]): boolean {
  return jurisdictions.includes("US");
}

export function isAmerican(jurisdiction: string): boolean {
  return jurisdiction === "US" || jurisdiction.startsWith("US-");
}

function rulesOfOne(jurisdiction: string): WindowRule[] {
  const own = windowRules.get(UNDER_THE_LAW_OF[jurisdiction] ?? jurisdiction) ?? [];
  if (jurisdiction === "US") return [...own, ...US_SAFE];
  if (isAmerican(jurisdiction)) return [...(windowRules.get("US") ?? []), ...own];
  return own.length > 0 ? own : [ELSEWHERE];
}
