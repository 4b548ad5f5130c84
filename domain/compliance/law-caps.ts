import { CAP_RULES, US_SAFE_CAP } from "#domain/compliance/rules/caps";
import { type CapRule, isInForce } from "#domain/compliance/rules/rule";
import type { Whereabouts } from "#domain/places/signature";
import type { Cap } from "./frequency-cap.ts";
import { capRulesOf, isAmerican } from "./rules-of.ts";
import type { Stricter } from "./stricter.ts";
import { isoDate, wallClockAt } from "./wall-clock.ts";

/** A cap of the law, or a shop's stricter one in its place, with the row it comes from. */
export interface LawCap extends Cap {
  rule: CapRule;
}

/**
 * The caps that bind marketing texts to someone at an instant. A cap binds from the first moment of its first day in any
 * of the person's zones to the end of its last day in all of them.
 */
export function lawCaps({ jurisdictions, timeZones }: Whereabouts, now: Date, stricter: Stricter = {}): LawCap[] {
  const isSafe = stricter.usSafe === true && jurisdictions.some(isAmerican);
  const rules = [...new Set([...capRulesOf(jurisdictions), ...(isSafe ? [US_SAFE_CAP] : [])])];
  if (rules.length === 0) return [];
  const dates = timeZones.map((zone) => isoDate(wallClockAt(now.getTime(), zone).day));
  return rules
    .filter((rule) => dates.some((date) => isInForce(rule, date)))
    .map((rule) => ({
      texts: textsUnder(rule, stricter),
      hours: rule.hours,
      rule,
    }));
}

/** Who may be in any state is in the one for which the shop chose the fewest. */
function textsUnder(rule: CapRule, { rules = {} }: Stricter): number {
  const bound = rule === US_SAFE_CAP ? [rule, ...CAP_RULES] : [rule];
  return Math.min(...bound.map(({ id, texts }) => Math.min(texts, rules[id]?.texts ?? texts)));
}
