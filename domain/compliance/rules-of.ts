import { COUNTRY_RULES, ELSEWHERE } from "./rules/countries.ts";
import type { HoursRule } from "./rules/rule.ts";
import { US_RULES, US_UNKNOWN_STATE } from "./rules/united-states.ts";

const byJurisdiction = new Map<string, HoursRule[]>();
for (const rule of [...US_RULES, ...COUNTRY_RULES])
  byJurisdiction.set(rule.jurisdiction, [...(byJurisdiction.get(rule.jurisdiction) ?? []), rule]);

/** Every rule that binds texts to somebody with evidence in these jurisdictions ("US-FL", "US", "FR"). */
export function rulesOf(jurisdictions: string[]): HoursRule[] {
  return [...new Set(jurisdictions.flatMap(rulesOfOne))];
}

/** The strictest cap that the law of these jurisdictions sets on marketing texts to one person, if any sets one. */
export function stateCap(jurisdictions: string[]): { texts: number; hours: number } | null {
  const caps = rulesOf(jurisdictions).flatMap((rule) => rule.textsPer24Hours ?? []);
  return caps.length === 0 ? null : { texts: Math.min(...caps), hours: 24 };
}

function rulesOfOne(jurisdiction: string): HoursRule[] {
  const own = byJurisdiction.get(jurisdiction) ?? [];
  if (jurisdiction === "US") return [...own, US_UNKNOWN_STATE];
  if (jurisdiction.startsWith("US-")) return [...(byJurisdiction.get("US") ?? []), ...own];
  return own.length > 0 ? own : [ELSEWHERE];
}
