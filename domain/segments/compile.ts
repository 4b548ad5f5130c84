import { type Condition, every, lift, negate, some } from "#domain/segments/condition";
import { boundsOf } from "#domain/segments/period";
import { ruleTypeOf } from "#domain/segments/rules/all";
import type { Asking } from "#domain/segments/rules/rule-type";
import { isRule, type Rules } from "#domain/segments/tree";

export interface Compiled {
  /** A condition over the subscriber s of the shop $1; never null at its outside. */
  sql: string;
  /** The values of its placeholders, the first of which is $`first`. */
  params: unknown[];
}

/** The moment and the calendar by which "in the last 30 days" is understood. */
export interface AsOf {
  now: Date;
  /** IANA: the shop's. */
  zone: string;
}

/**
 * Rules as a condition for a WHERE about subscribers s of the shop $1. Everything that a merchant typed is a value, at
 * placeholders from $`first` on; the text depends on the shape of the rules alone.
 */
export function compileRules(rules: Rules, { now, zone }: AsOf, first: number): Compiled {
  const params: unknown[] = [];
  const asking: Asking = {
    value: (value, type) => {
      params.push(value);
      return `$${first + params.length - 1}::${type}`;
    },
    bounds: (period) => boundsOf(period, now, zone),
  };
  return { sql: lift(conditionOf(rules, asking)), params };
}

function conditionOf(rules: Rules, asking: Asking): Condition {
  if (isRule(rules)) return ruleTypeOf(rules).compile(rules, asking);
  if (rules.type === "not") return negate(conditionOf(rules.rule, asking));
  const conditions = rules.rules.map((it) => conditionOf(it, asking));
  return rules.type === "and" ? every(conditions) : some(conditions);
}
