import { RULE_TYPES, type Rule } from "#domain/segments/rules/all";
import type { Field, RuleGroup } from "#domain/segments/rules/rule-type";

/** A kind of rule as the builder offers it. */
export interface RuleCard {
  type: Rule["type"];
  label: string;
  group: RuleGroup;
  fields: Field[];
  /** What a new rule of the kind begins with; may need completing (`problemsOf` says how). */
  blank: Record<string, unknown>;
}

/** Every kind of rule with what is to be filled in, in the order to offer them. */
export function catalogue(): RuleCard[] {
  const types = Object.keys(RULE_TYPES) as Rule["type"][]; // the keys are exactly these
  return types.map((type) => {
    const { label, group, fields, blank } = RULE_TYPES[type];
    return { type, label, group, fields, blank };
  });
}
