import { z } from "zod";
import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import type { CapRule, Hours, HoursRule, Rule } from "#domain/compliance/rules/rule";
import { UserError } from "#domain/user-error";
import type { Stricter, StricterRule } from "./stricter.ts";

const minute = z.number().int().min(0).max(1_440).optional();
const flag = z.boolean().optional();
const ruleChoice = z.strictObject({
  startsMinute: minute,
  endsMinute: minute,
  noSundays: flag,
  noHolidays: flag,
  texts: z.number().int().min(1).max(20).optional(),
});
const choices = z.strictObject({
  usSafe: flag,
  noSundays: flag,
  noHolidays: flag,
  servesCaribbean: flag,
  rules: z.record(z.string(), ruleChoice).optional(),
});

/** Least that must be left of a rule's day. */
const LEAST_MINUTES = 60;
const rulesById = new Map(ALL_RULES.map((rule) => [rule.id, rule]));

/**
 * A merchant's choices as they are stored: without those that choose nothing. Refuses what is laxer than its rule, what
 * leaves less than an hour of a day, and what its rule has not; the field of the refusal is the rule's id.
 */
export function checkStricter(given: unknown): Stricter {
  const parsed = choices.safeParse(given);
  if (!parsed.success)
    throw new UserError("stricter-unreadable", "We couldn’t read these settings. Reload the page and try again.");
  const { rules = {}, ...everywhere } = parsed.data;
  const chosen = Object.entries(rules).flatMap(([id, choice]) => {
    const kept = dropUndefined(checkChoice(id, choice));
    return Object.keys(kept).length > 0 ? [[id, kept] as const] : [];
  });
  return { ...dropUndefined(everywhere), ...(chosen.length > 0 && { rules: Object.fromEntries(chosen) }) };
}

/** What may be chosen about a rule; null when nothing. */
export type RuleChoice =
  | { kind: "hours"; starts: number; ends: number; hasSundays: boolean }
  | { kind: "cap"; texts: number };

export function choiceOf(rule: Rule): RuleChoice | null {
  if (rule.kind === "cap") return rule.texts > 1 ? { kind: "cap", texts: rule.texts } : null;
  if (rule.kind !== "hours") return null;
  return { kind: "hours", ...widestHours(openDays(rule)), hasSundays: rule.sunday !== null };
}

function openDays({ weekdays, saturday, sunday }: HoursRule): Hours[] {
  return [weekdays, saturday, sunday].filter((hours) => hours !== null);
}

function widestHours(days: Hours[]): Hours {
  return {
    starts: Math.min(...days.map(({ starts }) => starts)),
    ends: Math.max(...days.map(({ ends }) => ends)),
  };
}

function checkChoice(id: string, choice: StricterRule): StricterRule {
  const rule = rulesById.get(id);
  if (rule?.kind === "hours") return checkHours(rule, choice);
  if (rule?.kind === "cap") return checkCap(rule, choice);
  throw new UserError("stricter-rule-unknown", "This rule can’t be changed.", id);
}

function checkHours(
  rule: HoursRule,
  { startsMinute, endsMinute, noSundays, noHolidays, texts }: StricterRule,
): StricterRule {
  if (texts !== undefined) throw laxerError(rule, "This rule is about hours, not about the number of texts.");
  const days = openDays({ ...rule, ...(noSundays && { sunday: null }) });
  const bounds = widestHours(days);
  const { starts, ends } = { starts: startsMinute ?? bounds.starts, ends: endsMinute ?? bounds.ends };
  if (starts < bounds.starts) throw laxerError(rule, "Start time can’t be earlier than the rule allows.");
  if (ends > bounds.ends) throw laxerError(rule, "End time can’t be later than the rule allows.");
  for (const day of days)
    if (Math.min(ends, day.ends) - Math.max(starts, day.starts) < LEAST_MINUTES)
      throw laxerError(rule, "Leave at least one hour for texts on each day.");
  return {
    ...(starts > bounds.starts && { startsMinute: starts }),
    ...(ends < bounds.ends && { endsMinute: ends }),
    noSundays: noSundays === true && rule.sunday !== null,
    noHolidays,
  };
}

function checkCap(rule: CapRule, { texts, ...others }: StricterRule): StricterRule {
  if (Object.keys(dropUndefined(others)).length > 0)
    throw laxerError(rule, "This rule is about the number of texts, not about hours.");
  if (texts !== undefined && texts > rule.texts)
    throw laxerError(rule, `Enter ${rule.texts} or fewer. That’s the rule’s limit.`);
  return texts === undefined || texts === rule.texts ? {} : { texts };
}

function laxerError(rule: Rule, sentence: string): UserError {
  return new UserError("stricter-laxer", `${rule.name}: ${sentence}`, rule.id);
}

/** Without what is false or absent. */
function dropUndefined<Choice extends object>(choice: Choice): Partial<Choice> {
  return Object.fromEntries(
    Object.entries(choice).filter(([, value]) => value !== undefined && value !== false),
  ) as Partial<Choice>; // fewer of the same
}
