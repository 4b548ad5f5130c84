import { choiceOf, type RuleChoice } from "#domain/compliance/check-stricter";
import type { Hours, Rule } from "#domain/compliance/rules/rule";
import { type Source, sourcesOf } from "#domain/compliance/rules/sources";
import { clockTime, hoursByDays } from "#domain/compliance/rules/week";
import { REGION_NAMES } from "#domain/places/region-names";

/** A rule as the page shows it. */
export interface ShownRule {
  id: string;
  version: number;
  kind: Rule["kind"];
  name: string;
  /** "Florida", "France", "United States", "Other countries". */
  place: string;
  /** What it does, a line each. */
  does: string[];
  confidence: Rule["confidence"];
  sources: Source[];
  effectiveFrom: string;
  effectiveUntil: string | null;
  note: string | null;
  /** What a merchant may choose about it; null when nothing. */
  choice: RuleChoice | null;
  /** Of the subscribers who may be texted; null when they could not be counted. */
  people: number | null;
}

const countries = new Intl.DisplayNames("en", { type: "region" });

export function showRule(rule: Rule, people: number | null): ShownRule {
  const { id, version, kind, name, confidence, source, effectiveFrom, effectiveUntil = null, note = null } = rule;
  const place = placeName(rule.jurisdiction);
  const sources = sourcesOf(source);
  const dates = { effectiveFrom, effectiveUntil };
  return {
    id,
    version,
    kind,
    name,
    place,
    does: whatItDoes(rule),
    confidence,
    sources,
    ...dates,
    note,
    choice: choiceOf(rule),
    people,
  };
}

export function placeName(jurisdiction: string): string {
  if (jurisdiction === "*") return "Other countries";
  return REGION_NAMES[jurisdiction] ?? countries.of(jurisdiction) ?? jurisdiction;
}

function whatItDoes(rule: Rule): string[] {
  switch (rule.kind) {
    case "hours":
      return hoursByDays(rule).map(({ days, hours }) => `${days} ${formatHours(hours)}`);
    case "holidays":
      return ["No marketing texts on public holidays."];
    case "cap":
      return [`Up to ${rule.texts} marketing texts per person in ${rule.hours} hours.`];
    case "duty":
      return [rule.says, ...(rule.words ? [rule.words.map((word) => word.toUpperCase()).join(", ")] : [])];
  }
}

function formatHours(hours: Hours | null): string {
  return hours ? `${clockTime(hours.starts)} – ${clockTime(hours.ends)}` : "none";
}
