import type { Whereabouts } from "#domain/places/signature";
import type { Cap } from "./frequency-cap.ts";
import { type CapRule, isInForce } from "./rules/rule.ts";
import { capRulesOf } from "./rules-of.ts";
import type { Stricter } from "./stricter.ts";
import { isoDate, wallClockAt } from "./wall-clock.ts";

/** A cap of the law, or a shop's stricter one in its place, with the row it comes from. */
export interface LawCap extends Cap {
  rule: CapRule;
}

/**
 * The caps that bind marketing texts to somebody at an instant. A cap binds from the first moment of its first day in any
 * of the person's zones to the end of its last day in all of them.
 */
export function lawCaps({ jurisdictions, timeZones }: Whereabouts, now: Date, stricter: Stricter = {}): LawCap[] {
  const rules = capRulesOf(jurisdictions);
  if (rules.length === 0) return [];
  const dates = timeZones.map((zone) => isoDate(wallClockAt(now.getTime(), zone).day));
  return rules
    .filter((rule) => dates.some((date) => isInForce(rule, date)))
    .map((rule) => ({
      texts: Math.min(rule.texts, stricter.rules?.[rule.id]?.texts ?? rule.texts),
      hours: rule.hours,
      rule,
    }));
}
