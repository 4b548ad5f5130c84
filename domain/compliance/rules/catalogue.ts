import { CAP_RULES, US_SAFE_CAP } from "./caps.ts";
import { COUNTRY_RULES, ELSEWHERE } from "./countries.ts";
import { DUTY_RULES } from "./duties.ts";
import type { Rule } from "./rule.ts";
import { US_HOLIDAYS, US_HOURS, US_SAFE } from "./united-states.ts";

/** Every rule that we follow, in the order in which the rules page shows them. */
export const ALL_RULES: readonly Rule[] = [
  ...US_HOURS,
  ...US_HOLIDAYS,
  ...US_SAFE,
  ...COUNTRY_RULES,
  ELSEWHERE,
  ...CAP_RULES,
  US_SAFE_CAP,
  ...DUTY_RULES,
];
