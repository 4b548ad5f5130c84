import { ruleTypeOf } from "#domain/segments/rules/all";
import type { Asking } from "#domain/segments/rules/rule-type";
import type { PeopleCondition } from "#domain/subscribers/found";
import { allOf, anyOf, type Condition, liftCondition, negateCondition } from "./condition.ts";
import { boundsOf } from "./period.ts";
import { isRule, type Rules } from "./tree.ts";

/** The moment and the calendar by which "in the last 30 days" is understood. */
export interface AsOf {
  now: Date;
  /** IANA: the shop's. */
  zone: string;
}

/**
 * Rules as a condition for a WHERE about subscribers s of the shop $1. Everything that a merchant typed is a value, at
 * placeholders from $2 on, or from `firstPlace` on where the asker has values of its own before them; the text depends on the
 * shape of the rules alone. Erased people are for the asker to leave out.
 */
export function compileRules(rules: Rules, asOf: AsOf, firstPlace = 2): PeopleCondition {
  const values: unknown[] = [];
  const sql = compileWith(rules, asOf, (value, type) => {
    values.push(value);
    return `$${values.length + firstPlace - 1}::${type}`;
  });
  return { sql, values };
}

/** The same, with the asker's own way of keeping values: `place` is given each and returns where it is to be found. */
export function compileWith(rules: Rules, { now, zone }: AsOf, place: Asking["value"]): string {
  return liftCondition(conditionOf(rules, { value: place, bounds: (period) => boundsOf(period, now, zone) }));
}

function conditionOf(rules: Rules, asking: Asking): Condition {
  if (isRule(rules)) return ruleTypeOf(rules).compile(rules, asking);
  if (rules.type === "not") return negateCondition(conditionOf(rules.rule, asking));
  const conditions = rules.rules.map((it) => conditionOf(it, asking));
  return rules.type === "and" ? allOf(conditions) : anyOf(conditions);
}
